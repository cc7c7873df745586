/**
 * Syncs a tablet, one round trip after another, until tablet and server hold the same. A batch takes this way:
 * {@code SyncRun} chooses the site, {@code Requests} writes down the batch and builds the request, {@code transport}
 * sends it and proves the answer, {@code AnswerCheck} and {@code Answered} take it over, or {@code Refusals} decides
 * what a refusal means. {@link org.outreachsync.device.sync.SyncEngine} is the door; the app's scheduler calls it.
 */
@NullMarked
package org.outreachsync.device.sync;

import org.jspecify.annotations.NullMarked;
