/** Tests of cells. */
@NullMarked
package org.outreachsync.indicator.cell;

import org.jspecify.annotations.NullMarked;
