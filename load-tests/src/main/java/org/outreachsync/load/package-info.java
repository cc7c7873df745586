/** Benchmarks and load against the real server and its stores. Start at {@link org.outreachsync.load.KillLoop}. */
@NullMarked
package org.outreachsync.load;

import org.jspecify.annotations.NullMarked;
