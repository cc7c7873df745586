/**
 * The settings of an operator, read from the environment and checked at the start, and the server's limits on what
 * callers send and hold. Passed in by the wiring in {@code app} and read wherever a limit or setting applies. Start at
 * {@link org.outreachsync.config.ServerConfig}; {@link org.outreachsync.config.Limits} holds the limits.
 */
@NullMarked
package org.outreachsync.config;

import org.jspecify.annotations.NullMarked;
