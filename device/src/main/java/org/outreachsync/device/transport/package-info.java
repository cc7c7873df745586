/**
 * How one request reaches the server and its answer comes back: HTTP, compression, and the proof that the answer is the
 * server's own. {@link org.outreachsync.device.transport.VerifiedTransport} is the door; it works over any
 * {@link org.outreachsync.device.transport.Transport}, such as {@link org.outreachsync.device.transport.HttpTransport}.
 * Knows neither the queue nor the records.
 */
@NullMarked
package org.outreachsync.device.transport;

import org.jspecify.annotations.NullMarked;
