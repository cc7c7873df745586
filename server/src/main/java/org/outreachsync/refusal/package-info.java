/**
 * The refusals that a client is told, by code. From every use case, to the edge that turns them into problem bodies.
 */
@NullMarked
package org.outreachsync.refusal;

import org.jspecify.annotations.NullMarked;
