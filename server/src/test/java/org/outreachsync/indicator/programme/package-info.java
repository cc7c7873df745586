/** Tests of what answers need beside records. */
@NullMarked
package org.outreachsync.indicator.programme;

import org.jspecify.annotations.NullMarked;
