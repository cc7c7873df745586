/**
 * The settings of an operator, read from the environment and checked at the start, and all limits of the server. Read
 * by the wiring in {@code app}.
 */
@NullMarked
package org.outreachsync.config;

import org.jspecify.annotations.NullMarked;
