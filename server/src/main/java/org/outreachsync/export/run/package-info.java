/**
 * Makes exports from beginning to end: plans what is due, prepares it, writes its files and delivers them. Start with
 * {@link org.outreachsync.export.run.Exports}.
 *
 * <p>Several servers may run this on one store. A lease lets one of them plan and prepare at a time, and another lease
 * lets one of them deliver to a destination at a time; whoever holds one renews it while it lives. Leases save work and
 * repetitions; they are not what makes that safe. A run is named by its calendar occurrence, an entry is only changed
 * from the state that the writer saw, and what recipients are told is numbered, so a server that was paused and wakes
 * up can finish nothing that another one has taken over.
 */
@NullMarked
package org.outreachsync.export.run;

import org.jspecify.annotations.NullMarked;
