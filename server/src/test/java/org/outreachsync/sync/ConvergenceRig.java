package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.outreachsync.identity.Device;
import org.outreachsync.model.Hlc;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.wire.NaturalKey;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.SiteDayTally;
import org.outreachsync.wire.v1.Status;
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
