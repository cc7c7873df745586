package org.outreachsync.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.config.BatchLimits;
import org.outreachsync.config.Limits;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.SyncRequest;

class RequestReaderTest {

    private static final BatchLimits LIMITS = Limits.standard().batches();

    private final RequestReader reader = new RequestReader(LIMITS);

    private static SyncRequest.Builder request() {
        return SyncRequest.newBuilder()
                .setProtoVersion(1)
                .setDeviceId("device-1")
                .setScope("OSH-1")
                .setAppVersion("1.2");
    }

    @Test
    void readsWhatATabletConfirmsAndLeavesItsOpsUnread() {
        var body = request()
                .addOps(Op.newBuilder().setOwnRecord(1))
                .setCursor(ByteString.copyFromUtf8("cursor"))
                .addDoneCommands("wipe/1")
                .addDoneCommands("add/OSH-2")
                .build()
                .toByteArray();

        var read = reader.read(body);

        assertThat(read.getDoneCommandsList()).containsExactly("wipe/1", "add/OSH-2");
        assertThat(read.getOps(0))
                .isEqualTo(Op.newBuilder().setOwnRecord(1).build().toByteString());
    }

    /** A tablet whose app is outdated, and which has wiped itself, must be able to say so. */
    @Test
    void readsTheCommandsOfARequestThatItRefuses() {
        var read = reader.read(
                request().setProtoVersion(0).addDoneCommands("wipe/1").build().toByteArray());

        assertThat(read.getDoneCommandsList()).containsExactly("wipe/1");
        refuses(Code.UPGRADE, () -> reader.check(read));
    }

    @Test
    void refusesWhatIsNoMessage() {
        refusesToRead(new byte[] {(byte) 0xFF});
        refusesToRead(new byte[] {0x2A, 0x7F, 1});
        refusesToRead(new byte[] {0x2A, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F});
    }

    /** Groups in groups, which a reader may follow until its stack ends. */
    @Test
    void refusesWhatIsNestedTooDeep() {
        var groups = new byte[200_000];
        Arrays.fill(groups, (byte) 0x0B);
        refusesToRead(groups);
    }

    @Test
    void refusesTooManyAndTooLongCommands() {
        var most = Collections.nCopies(LIMITS.doneCommandsMax(), "x".repeat(LIMITS.commandIdLengthMax()));
        var request = request().addAllDoneCommands(most);
        assertThat(reader.read(request.build().toByteArray()).getDoneCommandsList())
                .isEqualTo(most);

        refusesToRead(request.addDoneCommands("a").build().toByteArray());
        refusesToRead(request()
                .addDoneCommands("x".repeat(LIMITS.commandIdLengthMax() + 1))
                .build()
                .toByteArray());
    }

    static Stream<Arguments> tooMuch() {
        var text = "x".repeat(LIMITS.textLengthMax());
        return Stream.of(
                refused(Code.MALFORMED, request -> request.setScope("")),
                refused(Code.MALFORMED, request -> request.setScope(text + "x")),
                refused(Code.MALFORMED, request -> request.setDeviceId(text + "x")),
                refused(Code.MALFORMED, request -> request.setAppVersion(text + "x")),
                refused(
                        Code.MALFORMED,
                        request -> request.setCursor(ByteString.copyFrom(new byte[LIMITS.cursorBytesMax() + 1]))),
                refused(Code.MALFORMED, request -> request.addBucketHashes(1)),
                refused(Code.MALFORMED, request -> request.addOps(Op.getDefaultInstance())),
                refused(
                        Code.TOO_LARGE,
                        request -> request.setDefaults(
                                Envelope.newBuilder().setSite("x".repeat(LIMITS.defaultsBytesMax())))),
                refused(
                        Code.TOO_LARGE,
                        request ->
                                request.addAllOps(Collections.nCopies(LIMITS.opsMax() + 1, Op.getDefaultInstance()))));
    }

    private static Arguments refused(Code code, UnaryOperator<SyncRequest.Builder> change) {
        return Arguments.of(code, change);
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void refusesARequestThatBreaksALimit(Code code, UnaryOperator<SyncRequest.Builder> change) {
        reader.check(reader.read(request().build().toByteArray()));
        var read = reader.read(change.apply(request()).build().toByteArray());

        refuses(code, () -> reader.check(read));
    }

    private void refusesToRead(byte[] body) {
        refuses(Code.MALFORMED, () -> reader.read(body));
    }

    private static void refuses(Code code, ThrowingCallable call) {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(call).returns(code, RefusedException::code);
    }
}
