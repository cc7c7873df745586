/** Tests of exports. */
@NullMarked
package org.outreachsync.export.safety;

import org.jspecify.annotations.NullMarked;
