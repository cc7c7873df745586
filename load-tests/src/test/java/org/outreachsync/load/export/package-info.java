/** Small runs of the measurements of files. */
@NullMarked
package org.outreachsync.load.export;

import org.jspecify.annotations.NullMarked;
