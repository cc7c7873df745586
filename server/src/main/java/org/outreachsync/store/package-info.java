/**
 * The narrow waist between the domain and a database: insert under unique keys, get by ids, replace when newer, range
 * over a declared index. From the domain's stores (log, records, cells, identity), to one adapter each in
 * {@code store.memory}, {@code store.sqlite} and {@code store.mongo}.
 */
@NullMarked
package org.outreachsync.store;

import org.jspecify.annotations.NullMarked;
