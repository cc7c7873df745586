/**
 * From the bytes of a request to checked ops. {@link org.outreachsync.intake.BoundedInflate} opens the body,
 * {@link org.outreachsync.intake.SyncFrames} reads the request, {@link org.outreachsync.intake.RefusedParts} drops what
 * clients refused, and {@link org.outreachsync.intake.OpIntake} turns each op into what the log keeps: checked, with a
 * repaired clock and without client codes, or as it came, for quarantine. Nothing here reads or writes a store.
 */
@NullMarked
package org.outreachsync.intake;

import org.jspecify.annotations.NullMarked;
