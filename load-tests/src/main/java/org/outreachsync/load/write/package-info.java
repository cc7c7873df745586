/**
 * Benchmark of the way of a batch into the store, beside PostgreSQL and beside the floor of durability. Start at
 * {@link org.outreachsync.load.write.WriteBench}.
 */
@NullMarked
package org.outreachsync.load.write;

import org.jspecify.annotations.NullMarked;
