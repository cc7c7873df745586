/** The server: its wiring, and its life from start to stop. Start at {@link org.outreachsync.app.Server}. */
@NullMarked
package org.outreachsync.app;

import org.jspecify.annotations.NullMarked;
