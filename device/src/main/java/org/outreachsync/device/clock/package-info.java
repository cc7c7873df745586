/** The tablet's clocks. They are passed in, so that tests and simulations can set them. */
@NullMarked
package org.outreachsync.device.clock;

import org.jspecify.annotations.NullMarked;
