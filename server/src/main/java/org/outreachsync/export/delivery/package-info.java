/**
 * What is delivered to a recipient, and what came of it. {@link org.outreachsync.export.delivery.Channel} is
 * implemented once for each way of delivery.
 */
@NullMarked
package org.outreachsync.export.delivery;

import org.jspecify.annotations.NullMarked;
