/**
 * What an answer changes on the tablet. {@link org.outreachsync.device.answer.AnswerCheck} holds the answer against its
 * request; {@link org.outreachsync.device.answer.Answered} applies it in one step: acknowledged ops leave the queue and
 * become part of their records ({@code Promotion}), changes of other tablets arrive, and commands are carried out.
 * {@link org.outreachsync.device.answer.Adoption} is for an answer that the server's numbers differ from the tablet's.
 */
@NullMarked
package org.outreachsync.device.answer;

import org.jspecify.annotations.NullMarked;
