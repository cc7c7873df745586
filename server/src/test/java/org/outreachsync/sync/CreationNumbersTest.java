package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.identity.Device;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.wire.v1.Ack;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.ClientFeedback;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncRequest;
import org.outreachsync.wire.v1.SyncResponse;

/** The numbers in which a device may create records. */
class CreationNumbersTest extends RepeatedCreationRig {

    @Test
    void noDeviceCreatesInTheNumbersOfAnotherOrOfAnEpochToCome() {
        var ofAnother = field.exchange(1, UIC, 3).toBuilder()
                .setRecordId(ByteString.copyFrom(RecordId.counted(2, 1, 1).toBytes()))
                .build();
        var ofNext = field.exchange(1, UIC, 3).toBuilder()
                .setRecordId(ByteString.copyFrom(RecordId.counted(1, 2, 1).toBytes()))
                .build();

        assertThat(push(one, 1, 1, ofAnother, ofNext).getResultsList())
                .extracting(OpResult::getCode)
                .containsExactly("NOT_OWN_RECORD", "EPOCH_UNKNOWN");
    }
}
