/**
 * HTTP to recipients' servers, with safeguards: {@link org.outreachsync.export.http.OutboundClient} connects only to
 * hosts that the operator allows, and only to addresses that it has checked itself. Called from virtual threads, which
 * it blocks.
 */
@NullMarked
package org.outreachsync.export.http;

import org.jspecify.annotations.NullMarked;
