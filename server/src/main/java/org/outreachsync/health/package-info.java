/**
 * Whether a server can do its work, as the management port says it. Start at {@link org.outreachsync.health.Health}.
 */
@NullMarked
package org.outreachsync.health;

import org.jspecify.annotations.NullMarked;
