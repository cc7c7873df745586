/**
 * The routes, one class per resource: each gives its rows of the table of routes. From the edge, to identity and the
 * use cases.
 */
@NullMarked
package org.outreachsync.edge.route;

import org.jspecify.annotations.NullMarked;
