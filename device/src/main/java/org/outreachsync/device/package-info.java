/**
 * The library that a tablet app embeds. {@link org.outreachsync.device.Tablet} is the entry point. Behind it, in the
 * order in which a record passes through: {@code capture} checks and queues a worker's act, {@code view} shows records
 * to the worker, {@code store} and {@code journal} keep them durably, and {@code sync} exchanges them with the server,
 * with the help of {@code batch}, {@code transport} and {@code answer}. {@code enrol} registers the tablet with the
 * programme.
 */
@NullMarked
package org.outreachsync.device;

import org.jspecify.annotations.NullMarked;
