package org.outreachsync.edge;

import java.util.concurrent.atomic.AtomicInteger;
import org.outreachsync.config.Limits;
import org.outreachsync.intake.BoundedInflate;

/**
 * What all event loops of an edge have in common.
 *
 * @param limits of the server
 * @param gate lets callers in
 * @param workers does what may wait
 * @param problems turns what went wrong into answers
 * @param meters counts
 * @param perAddress rate of an address
 * @param perCodeTry rate of an address that tries one-time codes
 * @param addresses finds out the address of a caller
 * @param tls whether the port speaks TLS
 * @param connections open now
 * @param requests under way now
 */
record Shared(
        Limits limits,
        Gate gate,
        Workers workers,
        Problems problems,
        Meters meters,
        Buckets perAddress,
        Buckets perCodeTry,
        Addresses addresses,
        boolean tls,
        AtomicInteger connections,
        AtomicInteger requests) {

    int bodyBytesMax(Route.Body body) {
        return switch (body) {
            case NONE -> 0;
            case PROTOBUF -> limits.batches().wireBytesMax();
            case JSON -> limits.http().jsonBytesMax();
        };
    }

    BoundedInflate inflate(Route.Body body) {
        int inflatedMax = body == Route.Body.JSON ? limits.http().jsonBytesMax() : limits.batches().inflatedBytesMax();
        return new BoundedInflate(inflatedMax, limits.batches().ratioMax(), Math.min(inflatedMax, limits.batches().ratioFreeBytes()));
    }
}
