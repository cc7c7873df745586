package org.outreachsync.edge;

import org.outreachsync.config.Limits;
import org.outreachsync.intake.BoundedInflate;

/**
 * What all event loops of an edge have in common.
 *
 * @param limits of the server
 * @param gate lets callers in
 * @param lookUps finds out who shows a token; apart from the work, so that made-up tokens keep nobody from it
 * @param workers does what may wait
 * @param problems turns what went wrong into answers
 * @param meters counts
 * @param perAddress rate of an address
 * @param perCodeTry rate of an address that tries one-time codes
 * @param addresses finds out the address of a caller
 * @param tls whether the port speaks TLS
 * @param connections open now
 * @param slots of requests under way
 */
record Shared(
        Limits limits,
        Gate gate,
        LookUps lookUps,
        Workers workers,
        Problems problems,
        Meters meters,
        Buckets perAddress,
        Buckets perCodeTry,
        Addresses addresses,
        boolean tls,
        Connections connections,
        RequestSlots slots) {

    /** The most bytes of a body on the wire. With a one-time code nobody knows yet who sends it. */
    int bodyBytesMax(Route route) {
        int bytesMax = switch (route.body()) {
            case NONE -> 0;
            case PROTOBUF -> limits.batches().wireBytesMax();
            case JSON -> limits.http().jsonBytesMax();
        };
        return route.access().kind() == Access.Kind.ONE_TIME_CODE
                ? Math.min(bytesMax, limits.http().codeBytesMax())
                : bytesMax;
    }

    BodyReader.Pace pace() {
        return new BodyReader.Pace(
                limits.http().bodyBytesPerSecondMin(), limits.http().bodyGrace());
    }

    Heads heads() {
        return new Heads(limits.http().headersMax(), limits.http().headerLengthMax());
    }

    BoundedInflate inflate(Route.Body body) {
        var batches = limits.batches();
        int inflatedMax = body == Route.Body.JSON ? limits.http().jsonBytesMax() : batches.inflatedBytesMax();
        return new BoundedInflate(
                inflatedMax,
                batches.ratioMax(),
                Math.min(inflatedMax, batches.ratioFreeBytes()),
                batches.gzipMembersMax());
    }
}
