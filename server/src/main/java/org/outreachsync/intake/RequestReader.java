package org.outreachsync.intake;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import org.outreachsync.config.BatchLimits;
import org.outreachsync.keys.Sealer;
import org.outreachsync.model.RecordId;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.wire.v1.SyncFrame;

/** Reads a request without trusting a byte of it. Its ops stay unread. */
public final class RequestReader {

    /** How deep messages may be nested; the contract needs five. */
    static final int DEPTH_MAX = 16;

    /** The oldest version of the messages that is still served. */
    private static final int PROTO_MIN = 1;

    private static final String BATCH = "batch";

    private final BatchLimits limits;

    /** Reads requests within these limits. */
    public RequestReader(BatchLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads a body and checks what is needed before anything else: the commands that the tablet says it has carried
     * out. Also a request that {@link #check} refuses, of an outdated app for instance, may confirm commands.
     *
     * @throws RefusedException MALFORMED when the body is not a SyncRequest, or has too many or too long ids of
     *     commands
     */
    public SyncFrame read(byte[] body) {
        SyncFrame request;
        try {
            var input = CodedInputStream.newInstance(body);
            input.setRecursionLimit(DEPTH_MAX);
            request = SyncFrame.parseFrom(input);
            input.checkLastTagWas(0);
        } catch (InvalidProtocolBufferException malformed) {
            throw malformed();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        var done = request.getDoneCommandsList();
        if (done.size() > limits.doneCommandsMax()
                || done.stream().anyMatch(id -> id.length() > limits.commandIdLengthMax())) {
            throw malformed();
        }
        return request;
    }

    private static RefusedException malformed() {
        return new RefusedException(
                Code.MALFORMED,
                "The body is not a SyncRequest. Send the batch again; if it is refused again, update the app.");
    }

    /**
     * Checks everything else about a request as a whole.
     *
     * @throws RefusedException UPGRADE, TOO_LARGE or MALFORMED
     */
    void check(SyncFrame request) {
        if (request.getProtoVersion() < PROTO_MIN) {
            throw new RefusedException(
                    Code.UPGRADE,
                    "This version of the app is not served any more. Update it; its records are kept.",
                    Map.of("proto_version_min", PROTO_MIN));
        }
        if (request.getOpsCount() > limits.opsMax()) {
            throw new RefusedException(
                    Code.TOO_LARGE, "The batch has too many ops. Split it.", Map.of("ops_max", limits.opsMax()));
        }
        int defaultsMax = limits.defaultsBytesMax();
        if (request.getDefaults().getSerializedSize() > defaultsMax) {
            throw new RefusedException(
                    Code.TOO_LARGE, "The defaults are too large.", Map.of("defaults_bytes_max", defaultsMax));
        }
        int textMax = limits.textLengthMax();
        boolean tooLong = request.getScope().length() > textMax
                || request.getDeviceId().length() > textMax
                || request.getAppVersion().length() > textMax
                || request.getCursor().size() > limits.cursorBytesMax();
        if (tooLong || request.getScope().isEmpty()) {
            throw new RefusedException(Code.MALFORMED, "A field of the request is empty or too long.");
        }
        if (request.getBucketHashesCount() != 0 && request.getBucketHashesCount() != RecordId.BUCKETS) {
            throw new RefusedException(Code.MALFORMED, "Send all " + RecordId.BUCKETS + " bucket hashes, or none.");
        }
        if (request.getOpsCount() > 0 && (request.getBatchNo() < 1 || request.getFirstOp() < 1)) {
            throw new RefusedException(Code.MALFORMED, "Batches and ops are numbered from 1.");
        }
    }

    /**
     * The hash of what identifies a batch: its number, its first op, its defaults and its ops, as sent. It is keyed
     * because it is stored unsealed: the ops hold client codes, which could otherwise be brute-forced.
     */
    static String hash(SyncFrame request, Sealer sealer) {
        var parts = new ArrayList<byte[]>(request.getOpsCount() + 2);
        parts.add((request.getBatchNo() + "/" + request.getFirstOp()).getBytes(StandardCharsets.US_ASCII));
        parts.add(request.getDefaults().toByteArray());
        request.getOpsList().forEach(op -> parts.add(op.toByteArray()));
        return sealer.name(BATCH, parts);
    }
}
