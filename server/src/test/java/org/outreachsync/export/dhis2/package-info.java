/**
 * Tests of deliveries to DHIS2, against recordings of a real server and against a small server that behaves like it.
 */
@NullMarked
package org.outreachsync.export.dhis2;

import org.jspecify.annotations.NullMarked;
