/** Ways of delivery against real servers. */
@NullMarked
package org.outreachsync.export.channel;

import org.jspecify.annotations.NullMarked;
