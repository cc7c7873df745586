/**
 * What an operator may set, read from the environment once and checked at the start, and every limit of the server in
 * one place. From the environment, to the wiring in {@code app}.
 */
@NullMarked
package org.outreachsync.config;

import org.jspecify.annotations.NullMarked;
