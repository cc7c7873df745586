/**
 * HTTP: sockets, limits, authentication, hand-over to worker threads, and problem bodies. Event loops only parse;
 * everything that may wait runs on {@link org.outreachsync.edge.Workers}. From the network, to the routes in
 * {@code edge.route}.
 */
@NullMarked
package org.outreachsync.edge;

import org.jspecify.annotations.NullMarked;
