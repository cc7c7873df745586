/**
 * What is asked, and what an answer needs to know beside the records. Start with
 * {@link org.outreachsync.indicator.question.Question}: one indicator over sites and a period, as a caller asks for it.
 * Checked against the catalogue and the caller's sites, it becomes a
 * {@link org.outreachsync.indicator.question.CheckedQuestion}. {@link org.outreachsync.indicator.question.Places} says
 * where sites are, {@link org.outreachsync.indicator.question.Entered} which denominators and targets people entered,
 * {@link org.outreachsync.indicator.question.Tablets} which tablets may still hold unsent records.
 */
@NullMarked
package org.outreachsync.indicator.question;

import org.jspecify.annotations.NullMarked;
