package org.outreachsync.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.SyncRequest;

class SyncHeadTest {

    @Test
    void readsPastTheOps() {
        var request = SyncRequest.newBuilder()
                .setScope("OSH-1")
                .setAppVersion("1.2")
                .addOps(Op.newBuilder().setOwnRecord(1))
                .setCursor(ByteString.copyFromUtf8("cursor"))
                .addDoneCommands("wipe/1")
                .addDoneCommands("add/OSH-2")
                .build();

        assertThat(SyncHead.of(request.toByteArray()))
                .isEqualTo(new SyncHead("OSH-1", "1.2", List.of("wipe/1", "add/OSH-2")));
    }

    @Test
    void readsNothingOutOfNothing() {
        assertThat(SyncHead.of(new byte[0])).isEqualTo(new SyncHead("", "", List.of()));
    }

    @Test
    void refusesWhatIsNoMessage() {
        refuses(new byte[] {(byte) 0xFF});
        refuses(new byte[] {0x2A, 0x7F, 1});
        refuses(new byte[] {0x2A, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F});
    }

    /** Groups in groups, which a reader may follow until its stack ends. */
    @Test
    void refusesWhatIsNestedTooDeep() {
        var groups = new byte[200_000];
        Arrays.fill(groups, (byte) 0x0B);
        refuses(groups);
    }

    @Test
    void refusesWhatIsTooMuch() {
        refuses(SyncRequest.newBuilder()
                .setScope("x".repeat(SyncHead.TEXT_BYTES_MAX + 1))
                .build()
                .toByteArray());
        var commands = Collections.nCopies(SyncHead.DONE_COMMANDS_MAX + 1, "a");
        refuses(SyncRequest.newBuilder().addAllDoneCommands(commands).build().toByteArray());
    }

    private static void refuses(byte[] body) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> SyncHead.of(body))
                .returns(Code.MALFORMED, RefusedException::code);
    }
}
