/** Tests of readiness. */
@NullMarked
package org.outreachsync.health;

import org.jspecify.annotations.NullMarked;
