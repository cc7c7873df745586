/**
 * The device library and a whole server with somebody in between who cuts, stores, doubles, mangles and makes up what
 * passes.
 */
@NullMarked
package org.outreachsync.faults;

import org.jspecify.annotations.NullMarked;
