/**
 * Finds the persons of an operand. {@link org.outreachsync.indicator.cohort.PersonFinders} chooses a
 * {@link org.outreachsync.indicator.cohort.PersonFinder} by the kind of operand: everybody in a measure, those followed
 * up within some days and those who stayed in care ({@link org.outreachsync.indicator.cohort.FollowUp}), those in care
 * at a date ({@link org.outreachsync.indicator.cohort.InCare}). {@link org.outreachsync.indicator.cohort.PersonEvents},
 * {@link org.outreachsync.indicator.cohort.Spells} and {@link org.outreachsync.indicator.cohort.Transfers} know when a
 * person entered, left and continued elsewhere. {@link org.outreachsync.indicator.cohort.PersonTime} and
 * {@link org.outreachsync.indicator.cohort.Meetings} count the days and the meetings of persons.
 */
@NullMarked
package org.outreachsync.indicator.cohort;

import org.jspecify.annotations.NullMarked;
