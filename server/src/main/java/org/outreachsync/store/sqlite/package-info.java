/**
 * The embedded store: one SQLite file. From calls of {@link org.outreachsync.store.DocumentStore} by any thread, to one
 * writer thread that commits waiting work as a group and a few read connections. May touch {@code java.sql}, the SQLite
 * driver and {@code store}; nobody else may touch those two.
 */
@NullMarked
package org.outreachsync.store.sqlite;

import org.jspecify.annotations.NullMarked;
