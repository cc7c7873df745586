/**
 * The tablet's clocks. They are passed in, so that tests and simulations can set them. Start at
 * {@link org.outreachsync.device.clock.DeviceClock}.
 */
@NullMarked
package org.outreachsync.device.clock;

import org.jspecify.annotations.NullMarked;
