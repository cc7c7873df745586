/** Counts of doubtful data. */
@NullMarked
package org.outreachsync.indicator.quality;

import org.jspecify.annotations.NullMarked;
