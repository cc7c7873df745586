/**
 * The store of a programme with many sites: a MongoDB replica set. Implements
 * {@link org.outreachsync.store.DocumentStore} with majority writes and majority reads on the primary. The only package
 * that uses the MongoDB driver.
 */
@NullMarked
package org.outreachsync.store.mongo;

import org.jspecify.annotations.NullMarked;
