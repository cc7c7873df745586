/** Tests of the persons whom an operand means. */
@NullMarked
package org.outreachsync.indicator.cohort;

import org.jspecify.annotations.NullMarked;
