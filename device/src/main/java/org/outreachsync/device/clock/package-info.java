/** The tablet's own clocks, handed in so that tests and simulations can turn them. */
@NullMarked
package org.outreachsync.device.clock;

import org.jspecify.annotations.NullMarked;
