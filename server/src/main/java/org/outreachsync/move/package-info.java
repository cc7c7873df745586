/**
 * Moves a whole store into another one: copies it, compares both, and leaves a mark so that nobody serves the old one.
 * Called by {@code app}. Start at {@link org.outreachsync.move.StoreMove}.
 */
@NullMarked
package org.outreachsync.move;

import org.jspecify.annotations.NullMarked;
