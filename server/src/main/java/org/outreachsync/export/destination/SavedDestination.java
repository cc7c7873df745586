package org.outreachsync.export.destination;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest version of a destination.
 *
 * @param code of the destination
 * @param version its number
 * @param document as it was written
 * @param by who saved it
 * @param at when
 * @param destination what it says; null if it cannot be used any more
 * @param problem why it cannot be used, naming the line; empty if it can be
 */
public record SavedDestination(
        String code,
        int version,
        String document,
        String by,
        Instant at,
        @Nullable Destination destination,
        String problem) {}
