/** Tests of schedules. */
@NullMarked
package org.outreachsync.export.schedule;

import org.jspecify.annotations.NullMarked;
