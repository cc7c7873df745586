/** Tests of what follows the log. */
@NullMarked
package org.outreachsync.projection;

import org.jspecify.annotations.NullMarked;
