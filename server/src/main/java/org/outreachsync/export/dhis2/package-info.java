/**
 * Delivers figures to DHIS2 and reads what it answers. {@link org.outreachsync.export.dhis2.DataValueSet} is what one
 * request carries; {@link org.outreachsync.export.dhis2.Verdict} is what an answer means, which its HTTP status alone
 * does not tell; {@link org.outreachsync.export.dhis2.Delivery} pushes, reads back and compares, step by step. Nothing
 * here opens a socket, sleeps or reads a clock.
 */
@NullMarked
package org.outreachsync.export.dhis2;

import org.jspecify.annotations.NullMarked;
