/**
 * The routes, one class per resource; each returns its rows of the route table. Called by the edge; calls identity and
 * the use cases. Start at {@link org.outreachsync.edge.route.SyncRoute}.
 */
@NullMarked
package org.outreachsync.edge.route;

import org.jspecify.annotations.NullMarked;
