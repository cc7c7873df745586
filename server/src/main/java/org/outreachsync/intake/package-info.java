/**
 * From the bytes of a request to checked ops. {@link org.outreachsync.intake.RequestReader} reads the request,
 * {@link org.outreachsync.intake.BatchIntake} drops what clients refused and hands each op to
 * {@link org.outreachsync.intake.OpIntake}. That turns it into what the log keeps: a checked op with a repaired clock
 * and without client codes, or the bytes as sent, for quarantine. Nothing here uses a store, but {@code BatchIntake}
 * asks one, through a function that is passed in, whether other servers have newer codes.
 */
@NullMarked
package org.outreachsync.intake;

import org.jspecify.annotations.NullMarked;
