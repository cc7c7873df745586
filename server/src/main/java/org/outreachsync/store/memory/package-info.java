/**
 * The store in memory, for tests and the simulation. From calls of {@link org.outreachsync.store.DocumentStore} to
 * ordered maps that several "processes" may share.
 */
@NullMarked
package org.outreachsync.store.memory;

import org.jspecify.annotations.NullMarked;
