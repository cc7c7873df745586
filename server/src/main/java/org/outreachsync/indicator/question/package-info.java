/**
 * Questions, and the data that an answer needs in addition to records. Start with
 * {@link org.outreachsync.indicator.question.Question}: one indicator for sites and a period, as a caller asks it.
 * Checked against the catalogue and the caller's sites, it becomes a
 * {@link org.outreachsync.indicator.question.CheckedQuestion}. {@link org.outreachsync.indicator.question.Places} has
 * the placements of sites, {@link org.outreachsync.indicator.question.Entered} the entered denominators and targets,
 * {@link org.outreachsync.indicator.question.Tablets} the tablets that may still hold unsent records.
 */
@NullMarked
package org.outreachsync.indicator.question;

import org.jspecify.annotations.NullMarked;
