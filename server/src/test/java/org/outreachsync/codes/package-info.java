/** Tests of a programme's own codes, and of what servers remember of them. */
@NullMarked
package org.outreachsync.codes;

import org.jspecify.annotations.NullMarked;
