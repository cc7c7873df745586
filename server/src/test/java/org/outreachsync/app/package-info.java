/** Tests of the programs, and of the layers. */
@NullMarked
package org.outreachsync.app;

import org.jspecify.annotations.NullMarked;
