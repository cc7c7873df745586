/** Tests of the rows of an answer. */
@NullMarked
package org.outreachsync.indicator.breakdown;

import org.jspecify.annotations.NullMarked;
