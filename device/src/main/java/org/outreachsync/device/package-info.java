/**
 * What a tablet app embeds. {@link org.outreachsync.device.Tablet} is the door; behind it lie, in the order of a
 * record's way: {@code capture} (a worker's act is checked and queued), {@code view} (what the worker sees),
 * {@code store} and {@code journal} (what stays), {@code sync} (what the server gets and gives), {@code enrol} (how the
 * tablet became one of the programme's).
 */
@NullMarked
package org.outreachsync.device;

import org.jspecify.annotations.NullMarked;
