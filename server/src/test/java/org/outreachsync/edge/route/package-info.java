/** Tests of what routes read. */
@NullMarked
package org.outreachsync.edge.route;

import org.jspecify.annotations.NullMarked;
