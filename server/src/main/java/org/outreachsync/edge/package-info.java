/**
 * HTTP: sockets, limits, authentication, hand-over to worker threads, and problem documents. Event loops only parse;
 * everything that may block runs on {@link org.outreachsync.edge.Workers}. Called by the network; calls the routes in
 * {@code edge.route}.
 */
@NullMarked
package org.outreachsync.edge;

import org.jspecify.annotations.NullMarked;
