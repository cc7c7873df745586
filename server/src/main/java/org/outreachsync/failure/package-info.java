/** What may be logged of unexpected exceptions. Start at {@link org.outreachsync.failure.Frames}. */
@NullMarked
package org.outreachsync.failure;

import org.jspecify.annotations.NullMarked;
