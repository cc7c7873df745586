/** Validation: pure functions from a flattened op to findings. */
@NullMarked
package org.outreachsync.validate;

import org.jspecify.annotations.NullMarked;
