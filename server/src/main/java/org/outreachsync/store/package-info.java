/**
 * The narrow interface between the domain and a database: insert under unique keys, get by ids, replace if newer, range
 * over a declared index. Called by the domain's stores (log, records, cells, identity); implemented in
 * {@code store.memory}, {@code store.sqlite} and {@code store.mongo}. Start at
 * {@link org.outreachsync.store.DocumentStore}.
 */
@NullMarked
package org.outreachsync.store;

import org.jspecify.annotations.NullMarked;
