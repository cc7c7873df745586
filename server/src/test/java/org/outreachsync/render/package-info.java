/** Tests of what is written for callers, from answers made by hand. */
@NullMarked
package org.outreachsync.render;

import org.jspecify.annotations.NullMarked;
