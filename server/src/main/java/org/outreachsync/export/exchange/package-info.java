/**
 * One HTTP request to a recipient's server and its answer, as values. Deliveries depend on
 * {@link org.outreachsync.export.exchange.Exchange} alone, so that their logic needs no socket; {@code export.http}
 * implements it.
 */
@NullMarked
package org.outreachsync.export.exchange;

import org.jspecify.annotations.NullMarked;
