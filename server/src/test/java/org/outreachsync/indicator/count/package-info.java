/** Tests of numerators and denominators. */
@NullMarked
package org.outreachsync.indicator.count;

import org.jspecify.annotations.NullMarked;
