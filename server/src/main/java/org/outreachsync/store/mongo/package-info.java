/**
 * The store of a programme with many sites: a MongoDB replica set. From calls of
 * {@link org.outreachsync.store.DocumentStore} by any thread, to majority writes and majority reads on the primary. May
 * touch the MongoDB driver and {@code store}; nobody else may touch the driver.
 */
@NullMarked
package org.outreachsync.store.mongo;

import org.jspecify.annotations.NullMarked;
