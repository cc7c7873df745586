/** Tests of exports. */
@NullMarked
package org.outreachsync.export.signature;

import org.jspecify.annotations.NullMarked;
