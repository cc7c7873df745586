/** Measures the files of exports. */
@NullMarked
package org.outreachsync.load.export;

import org.jspecify.annotations.NullMarked;
