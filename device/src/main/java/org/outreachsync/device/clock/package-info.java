/** The tablet's own clocks, handed in so that tests and simulations can turn them. May touch the JDK only. */
@NullMarked
package org.outreachsync.device.clock;

import org.jspecify.annotations.NullMarked;
