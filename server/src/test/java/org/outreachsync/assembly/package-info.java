/** What the parts of a server share. */
@NullMarked
package org.outreachsync.assembly;

import org.jspecify.annotations.NullMarked;
