/** The log of a site: the truth that everything else is projected from. From the push use case, to the projections. */
@NullMarked
package org.outreachsync.log;

import org.jspecify.annotations.NullMarked;
