/**
 * Merging: how writes of several tablets become one record. Pure functions from the ops of the log to the state that
 * everybody sees.
 */
@NullMarked
package org.outreachsync.merge;

import org.jspecify.annotations.NullMarked;
