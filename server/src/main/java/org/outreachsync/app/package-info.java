/** The server: its wiring, and its life from start to stop. */
@NullMarked
package org.outreachsync.app;

import org.jspecify.annotations.NullMarked;
