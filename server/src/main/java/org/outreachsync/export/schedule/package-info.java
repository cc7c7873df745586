/** When exports are made. */
@NullMarked
package org.outreachsync.export.schedule;

import org.jspecify.annotations.NullMarked;
