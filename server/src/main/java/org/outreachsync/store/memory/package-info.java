/**
 * The store in memory, for tests and the simulation. Implements {@link org.outreachsync.store.DocumentStore} on ordered
 * maps that several simulated processes may share.
 */
@NullMarked
package org.outreachsync.store.memory;

import org.jspecify.annotations.NullMarked;
