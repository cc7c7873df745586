/**
 * The refusals of requests, by code. Thrown by every use case; the edge turns them into problem documents. Start at
 * {@link org.outreachsync.refusal.Code}.
 */
@NullMarked
package org.outreachsync.refusal;

import org.jspecify.annotations.NullMarked;
