/** Small runs of the benchmarks of disclosure control. */
@NullMarked
package org.outreachsync.load.disclosure;

import org.jspecify.annotations.NullMarked;
