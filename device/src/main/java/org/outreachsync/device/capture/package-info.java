/**
 * Capturing work: a worker's act is checked, stamped and queued durably. Called from the app's forms; writes to the
 * device store. Start at {@link org.outreachsync.device.capture.Capture}.
 */
@NullMarked
package org.outreachsync.device.capture;

import org.jspecify.annotations.NullMarked;
