/**
 * Opens what came over the network before anybody reads it: bounded inflating, and a first look at a sync request. From
 * the edge, to the use cases.
 */
@NullMarked
package org.outreachsync.intake;

import org.jspecify.annotations.NullMarked;
