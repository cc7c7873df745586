/**
 * What tests share: a whole server on free ports, a tablet that speaks to it, plain HTTP over a socket, and a clock.
 */
@NullMarked
package org.outreachsync.rig;

import org.jspecify.annotations.NullMarked;
