/**
 * The log of a site, from which everything else is projected. Written by push, read by the projections. Start at
 * {@link org.outreachsync.log.EventLog}.
 */
@NullMarked
package org.outreachsync.log;

import org.jspecify.annotations.NullMarked;
