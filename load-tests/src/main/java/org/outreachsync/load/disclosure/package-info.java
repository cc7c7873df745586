/** Measures what it costs to make tables of counts safe. */
@NullMarked
package org.outreachsync.load.disclosure;

import org.jspecify.annotations.NullMarked;
