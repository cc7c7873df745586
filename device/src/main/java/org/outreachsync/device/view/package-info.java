/**
 * What a worker sees: the records as the server knows them with the tablet's own unsent work over them. From the app's
 * screens, to the device store.
 */
@NullMarked
package org.outreachsync.device.view;

import org.jspecify.annotations.NullMarked;
