/**
 * What a worker sees: the records as the server last sent them, with the tablet's unsent ops applied. Called from the
 * app's screens; reads the device store. Start at {@link org.outreachsync.device.view.LocalView}.
 */
@NullMarked
package org.outreachsync.device.view;

import org.jspecify.annotations.NullMarked;
