package org.outreachsync.edge;

import org.outreachsync.config.Limits;
import org.outreachsync.trace.Tracing;

/**
 * The objects that all event loops of an edge share.
 *
 * @param limits of the server
 * @param gate admits callers
 * @param lookUps looks up tokens, separately from the work, so that made-up tokens delay nobody
 * @param workers runs work that may block
 * @param problems turns failures into answers
 * @param meters the metrics
 * @param tracing traces requests
 * @param perAddress rate of an address
 * @param perCodeTry rate of an address for requests with one-time codes
 * @param addresses determines the address of a caller
 * @param tls whether the port uses TLS
 * @param connections the open connections
 * @param slots limits in-flight requests
 * @param downloads sends files
 */
record Shared(
        Limits limits,
        Gate gate,
        LookUps lookUps,
        Workers workers,
        Problems problems,
        Meters meters,
        Tracing tracing,
        Buckets perAddress,
        Buckets perCodeTry,
        Addresses addresses,
        boolean tls,
        Connections connections,
        RequestSlots slots,
        Downloads downloads) {

    /**
     * The maximum size of a body on the wire. It is smaller with a one-time code, because the caller is not known yet.
     */
    int bodyBytesMax(Route route) {
        int bytesMax = switch (route.body()) {
            case NONE -> 0;
            case PROTOBUF -> limits.batches().wireBytesMax();
            case JSON -> limits.http().jsonBytesMax();
            case DOCUMENT -> limits.channels().destinations().documentBytesMax();
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
        int inflatedMax = switch (body) {
            case JSON -> limits.http().jsonBytesMax();
            case DOCUMENT -> limits.channels().destinations().documentBytesMax();
            case NONE, PROTOBUF -> batches.inflatedBytesMax();
        };
        return new BoundedInflate(
                inflatedMax,
                batches.ratioMax(),
                Math.min(inflatedMax, batches.ratioFreeBytes()),
                batches.gzipMembersMax());
    }
}
