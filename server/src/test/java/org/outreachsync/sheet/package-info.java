/** Tests of imports from CSV. */
@NullMarked
package org.outreachsync.sheet;

import org.jspecify.annotations.NullMarked;
