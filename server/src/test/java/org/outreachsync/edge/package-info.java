/** Tests of the edge over real sockets. */
@NullMarked
package org.outreachsync.edge;

import org.jspecify.annotations.NullMarked;
