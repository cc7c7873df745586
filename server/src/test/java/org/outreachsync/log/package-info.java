/** The log of a site by itself. */
@NullMarked
package org.outreachsync.log;

import org.jspecify.annotations.NullMarked;
