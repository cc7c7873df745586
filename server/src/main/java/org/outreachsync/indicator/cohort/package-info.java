/**
 * Which persons an operand means. {@link org.outreachsync.indicator.cohort.PersonSets} has one finder for each kind of
 * operand: everybody in a measure, those followed up within some days, those who stayed in care, those in care at a
 * date. {@link org.outreachsync.indicator.cohort.PersonEvents}, {@link org.outreachsync.indicator.cohort.Spells} and
 * {@link org.outreachsync.indicator.cohort.Transfers} say when somebody entered, left and went on elsewhere;
 * {@link org.outreachsync.indicator.cohort.PersonTime} and {@link org.outreachsync.indicator.cohort.Meetings} count
 * days and meetings of persons.
 */
@NullMarked
package org.outreachsync.indicator.cohort;

import org.jspecify.annotations.NullMarked;
