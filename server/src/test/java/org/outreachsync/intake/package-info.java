/** Tests of the first look at a body. */
@NullMarked
package org.outreachsync.intake;

import org.jspecify.annotations.NullMarked;
