/** Pure rules: whether what a tablet sent may stand. From the flattened op, to findings. */
@NullMarked
package org.outreachsync.validate;

import org.jspecify.annotations.NullMarked;
