package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.OpResult;

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
