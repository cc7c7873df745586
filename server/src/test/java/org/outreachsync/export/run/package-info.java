/** Tests of exports. */
@NullMarked
package org.outreachsync.export.run;

import org.jspecify.annotations.NullMarked;
