/** Tests of targets and size estimates. */
@NullMarked
package org.outreachsync.targets;

import org.jspecify.annotations.NullMarked;
