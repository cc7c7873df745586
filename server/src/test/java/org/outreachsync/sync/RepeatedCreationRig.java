package org.outreachsync.sync;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.outreachsync.identity.Device;
import org.outreachsync.wire.v1.Ack;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.SyncRequest;
import org.outreachsync.wire.v1.SyncResponse;

/** Two tablets of one site that create records. */
abstract class RepeatedCreationRig {

    static final String UIC = "Ж1990АЙГУ";

    @SuppressWarnings("NullAway.Init")
    protected Field field;

    final Device one = Field.device(1);

    /** The site and its store. */
    Field field() {
        return new Field();
    }

    @BeforeEach
    void begin() {
        field = field();
    }

    @AfterEach
    void end() {
        field.store.close();
    }

    SyncResponse sync(Device caller, SyncRequest.Builder request) {
        return field.server().sync(caller, Requests.of(request)).response();
    }

    Ack push(Device caller, long batchNo, long firstOp, Op... ops) {
        return sync(caller, field.batch(caller, batchNo, firstOp, ops)).getAck();
    }
}
