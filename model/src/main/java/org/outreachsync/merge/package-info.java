/**
 * Merging: how writes of several tablets become one record. Pure functions from the ops of the log to the state that
 * everybody sees. Start at {@link org.outreachsync.merge.RecordState}.
 */
@NullMarked
package org.outreachsync.merge;

import org.jspecify.annotations.NullMarked;
