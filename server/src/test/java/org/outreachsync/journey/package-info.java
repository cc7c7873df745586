/** What happens to a record, a tablet or a site on its way through several packages, over sockets. */
@NullMarked
package org.outreachsync.journey;

import org.jspecify.annotations.NullMarked;
