/** The server as a program: its start, its readiness, its commands. */
@NullMarked
package org.outreachsync.app;

import org.jspecify.annotations.NullMarked;
