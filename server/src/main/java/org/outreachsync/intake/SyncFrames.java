package org.outreachsync.intake;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import org.outreachsync.keys.Sealer;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.wire.v1.SyncFrame;

/** Reads a request without trusting a byte of it. */
public final class SyncFrames {

    /** How deep messages may be nested; the contract needs five. */
    static final int DEPTH_MAX = 16;
    /** The version of the messages that this server speaks; those below {@link #PROTO_MIN} are not served. */
    static final int PROTO_CURRENT = 1;

    static final int PROTO_MIN = 1;
    private static final int TEXT_LENGTH_MAX = 64;
    /** They are kept with every op that goes to quarantine. */
    private static final int DEFAULTS_BYTES_MAX = 1_024;

    private static final int DONE_COMMANDS_MAX = 64;
    private static final int BUCKETS = 256;
    private static final String BATCH = "batch";

    private SyncFrames() {}

    /**
     * The request of a body.
     *
     * @param opsMax the most ops of a batch
     * @param cursorBytesMax the longest cursor
     * @throws RefusedException when it cannot be served as a whole
     */
    public static SyncFrame parse(byte[] body, int opsMax, int cursorBytesMax) {
        SyncFrame frame;
        try {
            var input = CodedInputStream.newInstance(body);
            input.setRecursionLimit(DEPTH_MAX);
            frame = SyncFrame.parseFrom(input);
            input.checkLastTagWas(0);
        } catch (InvalidProtocolBufferException malformed) {
            throw new RefusedException(
                    Code.MALFORMED,
                    "The body is not a SyncRequest. Send the batch again; if it is refused again, update the app.");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        check(frame, opsMax, cursorBytesMax);
        return frame;
    }

    private static void check(SyncFrame frame, int opsMax, int cursorBytesMax) {
        if (frame.getProtoVersion() < PROTO_MIN) {
            throw new RefusedException(
                    Code.UPGRADE,
                    "This version of the app is not served any more. Update it; its records are kept.",
                    Map.of("proto_version_min", PROTO_MIN));
        }
        if (frame.getOpsCount() > opsMax) {
            throw new RefusedException(
                    Code.TOO_LARGE, "The batch has too many ops. Split it.", Map.of("ops_max", opsMax));
        }
        if (frame.getDefaults().getSerializedSize() > DEFAULTS_BYTES_MAX) {
            throw new RefusedException(
                    Code.TOO_LARGE, "The defaults are too large.", Map.of("defaults_bytes_max", DEFAULTS_BYTES_MAX));
        }
        boolean tooLong = frame.getScope().length() > TEXT_LENGTH_MAX
                || frame.getDeviceId().length() > TEXT_LENGTH_MAX
                || frame.getAppVersion().length() > TEXT_LENGTH_MAX
                || frame.getCursor().size() > cursorBytesMax
                || frame.getDoneCommandsCount() > DONE_COMMANDS_MAX;
        if (tooLong || frame.getScope().isEmpty()) {
            throw new RefusedException(Code.MALFORMED, "A field of the request is empty or too long.");
        }
        if (frame.getBucketHashesCount() != 0 && frame.getBucketHashesCount() != BUCKETS) {
            throw new RefusedException(Code.MALFORMED, "Send all " + BUCKETS + " bucket hashes, or none.");
        }
        if (frame.getOpsCount() > 0 && (frame.getBatchNo() < 1 || frame.getFirstOp() < 1)) {
            throw new RefusedException(Code.MALFORMED, "Batches and ops are numbered from 1.");
        }
    }

    /**
     * The keyed hash over what makes a batch the same batch: its number, its first op, its defaults and its ops, as
     * sent. Keyed, since it stands in the clear and the ops hold client codes, which could otherwise be brute-forced.
     */
    public static String hash(SyncFrame frame, Sealer sealer) {
        var parts = new ArrayList<byte[]>(frame.getOpsCount() + 2);
        parts.add((frame.getBatchNo() + "/" + frame.getFirstOp()).getBytes(StandardCharsets.US_ASCII));
        parts.add(frame.getDefaults().toByteArray());
        frame.getOpsList().forEach(op -> parts.add(op.toByteArray()));
        return sealer.name(BATCH, parts);
    }
}
