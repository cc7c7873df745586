/**
 * Puts the parts of the server together over one store. {@link org.outreachsync.assembly.Engine} holds what tablets
 * need, {@link org.outreachsync.assembly.CellEngine} what counts. Server, recount, benches and tests use the same
 * wiring. Only {@code new}, no logic.
 */
@NullMarked
package org.outreachsync.assembly;

import org.jspecify.annotations.NullMarked;
