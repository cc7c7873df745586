/** Short runs of the load tools, so that they keep working. */
@NullMarked
package org.outreachsync.load.indicator;

import org.jspecify.annotations.NullMarked;
