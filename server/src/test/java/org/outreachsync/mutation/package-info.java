/** Breaks the code on purpose, one line at a time, and sees whether the tests that should notice do. */
@NullMarked
package org.outreachsync.mutation;

import org.jspecify.annotations.NullMarked;
