/**
 * When exports run: {@link org.outreachsync.export.schedule.Schedule} gives the occurrences of a cron expression in a
 * time zone. Nothing here reads a clock.
 */
@NullMarked
package org.outreachsync.export.schedule;

import org.jspecify.annotations.NullMarked;
