/** Sealing, keyed names and client keys. */
@NullMarked
package org.outreachsync.keys;

import org.jspecify.annotations.NullMarked;
