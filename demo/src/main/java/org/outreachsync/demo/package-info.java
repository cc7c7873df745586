/**
 * The demo: one command that shows a programme from its tablets to its reports, with a year typed in from paper, a week
 * of shifts, and the figures of both. Start at {@link org.outreachsync.demo.Demo}; {@link org.outreachsync.demo.Story}
 * tells what happens.
 */
@NullMarked
package org.outreachsync.demo;

import org.jspecify.annotations.NullMarked;
