/** The refusals of requests, by code. Thrown by every use case; the edge turns them into problem documents. */
@NullMarked
package org.outreachsync.refusal;

import org.jspecify.annotations.NullMarked;
