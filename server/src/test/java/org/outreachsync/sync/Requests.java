package org.outreachsync.sync;

import org.outreachsync.config.Limits;
import org.outreachsync.intake.RequestReader;
import org.outreachsync.wire.v1.SyncFrame;
import org.outreachsync.wire.v1.SyncRequest;

/** Requests as the server reads them from the wire. */
public final class Requests {

    private static final RequestReader READER =
            new RequestReader(Limits.standard().batches());

    private Requests() {}

    /** Reads a body. */
    public static SyncFrame read(byte[] body) {
        return READER.read(body);
    }

    /** Writes a request and reads it. */
    public static SyncFrame of(SyncRequest request) {
        return read(request.toByteArray());
    }

    /** As {@link #of(SyncRequest)}. */
    public static SyncFrame of(SyncRequest.Builder request) {
        return of(request.build());
    }
}
