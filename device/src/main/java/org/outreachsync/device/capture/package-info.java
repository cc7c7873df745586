/**
 * The work of a shift: a worker's act is checked, stamped and queued durably. From the app's forms, to the device
 * store.
 */
@NullMarked
package org.outreachsync.device.capture;

import org.jspecify.annotations.NullMarked;
