/** Validation: pure functions from a flattened op to findings. Start at {@link org.outreachsync.validate.Validator}. */
@NullMarked
package org.outreachsync.validate;

import org.jspecify.annotations.NullMarked;
