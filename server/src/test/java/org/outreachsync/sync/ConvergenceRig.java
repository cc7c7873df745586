package org.outreachsync.sync;

import org.outreachsync.identity.Device;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.SyncRequest;
import org.outreachsync.wire.v1.SyncResponse;

/** Two tablets of one site, and what they and the server come to hold. */
abstract class ConvergenceRig {

    static final String UIC = "Ж1990АЙГУ";

    final Field field = field();
    final SyncService server = field.server();
    final Device one = Field.device(1);
    final Device two = Field.device(2);

    /** The site of the test. */
    Field field() {
        return new Field();
    }

    static long hash(Change change) {
        return RecordId.of(change.getRecordId().toByteArray()).convergenceHash(change.getVersion());
    }

    SyncResponse sync(Device caller, SyncRequest.Builder request) {
        return server.sync(caller, Requests.of(request)).response();
    }
}
