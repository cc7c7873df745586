/**
 * How a tablet becomes one of the programme's, and becomes it again. From a manager's one-time code, to the device
 * store.
 */
@NullMarked
package org.outreachsync.device.enrol;

import org.jspecify.annotations.NullMarked;
