/**
 * What is asked, and what an answer needs to know beside the records. Start with
 * {@link org.outreachsync.indicator.question.Question}: one indicator over sites and a period.
 * {@link org.outreachsync.indicator.question.Places} says where sites are,
 * {@link org.outreachsync.indicator.question.Entered} which denominators and targets people entered,
 * {@link org.outreachsync.indicator.question.Tablets} who may still hold unsent work. The last three are implemented
 * outside.
 */
@NullMarked
package org.outreachsync.indicator.question;

import org.jspecify.annotations.NullMarked;
