/** Benchmarks and load against the real server and its stores. */
@NullMarked
package org.outreachsync.load;

import org.jspecify.annotations.NullMarked;
