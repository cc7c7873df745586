/**
 * The embedded store: one SQLite file. Implements {@link org.outreachsync.store.DocumentStore} with one writer thread,
 * which commits waiting writes as a group, and a few read connections. The only package that uses {@code java.sql} and
 * the SQLite driver.
 */
@NullMarked
package org.outreachsync.store.sqlite;

import org.jspecify.annotations.NullMarked;
