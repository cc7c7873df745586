/**
 * The months of all sites in memory. {@link org.outreachsync.indicator.cube.Cube} keeps them in step with the store:
 * before a question, {@link org.outreachsync.indicator.cube.MonthReads} reads the months that changed into
 * {@link org.outreachsync.indicator.cube.SiteMonths}. {@link org.outreachsync.indicator.cube.People} holds the
 * attributes of each person, and {@link org.outreachsync.indicator.cube.Merges} knows which numbers are one person. A
 * question reads the cube through a {@link org.outreachsync.indicator.cube.Selection} of sites and days;
 * {@link org.outreachsync.indicator.cube.ProgrammeMonths} makes questions over all sites fast.
 */
@NullMarked
package org.outreachsync.indicator.cube;

import org.jspecify.annotations.NullMarked;
