/**
 * One round trip after another until the tablet and the server hold the same: what is sent, how an answer is applied,
 * and what every error means. From the app's scheduler, to the server and the device store.
 */
@NullMarked
package org.outreachsync.device.sync;

import org.jspecify.annotations.NullMarked;
