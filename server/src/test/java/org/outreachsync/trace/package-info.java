/** Tests of traces. */
@NullMarked
package org.outreachsync.trace;

import org.jspecify.annotations.NullMarked;
