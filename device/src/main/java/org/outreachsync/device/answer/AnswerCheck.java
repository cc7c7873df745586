package org.outreachsync.device.answer;

import com.google.protobuf.InvalidProtocolBufferException;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.batch.Outgoing;
import org.outreachsync.device.transport.UnprovenAnswerException;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.Ack;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.CommandKind;
import org.outreachsync.wire.v1.Limits;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncResponse;

/** Checks that an answer is complete and matches its request, so that a faulty server does no harm either. */
public final class AnswerCheck {

    private AnswerCheck() {}

    /**
     * Reads an answer.
     *
     * @throws UnprovenAnswerException when this cannot be the answer to this request
     */
    public static SyncResponse read(byte[] body, Outgoing sent) throws UnprovenAnswerException {
        try {
            var answer = SyncResponse.parseFrom(body);
            var fault = fault(answer, sent);
            if (fault != null) {
                throw new UnprovenAnswerException("the answer " + fault);
            }
            return answer;
        } catch (InvalidProtocolBufferException unreadable) {
            throw new UnprovenAnswerException("the answer cannot be read");
        }
    }

    private static @Nullable String fault(SyncResponse answer, Outgoing sent) {
        if (answer.getServerNow() <= 0 || !areLimits(answer.getLimits())) {
            return "lacks the server's time or its limits";
        }
        if (answer.getCursor().isEmpty() && !sent.hasOps() && !takesAway(answer, sent.site())) {
            return "has no cursor";
        }
        if (sent.hasOps() ? !answer.hasAck() || !isOf(answer.getAck(), sent) : answer.hasAck()) {
            return "acknowledges another batch";
        }
        if (answer.getResetBucketsCount() > 0 && sent.request().getBucketHashesCount() == 0) {
            return "repairs buckets although the request had no sums";
        }
        if (answer.getResetBucketsList().stream().anyMatch(bucket -> bucket < 0 || bucket >= RecordId.BUCKETS)) {
            return "names an impossible bucket";
        }
        return answer.getChangesList().stream().allMatch(AnswerCheck::isRecord) ? null : "names an impossible record";
    }

    /** Whether these limits allow any batch at all. */
    public static boolean areLimits(Limits limits) {
        return limits.getOpsMax() > 0 && limits.getWireBytesMax() > 0 && limits.getInflatedBytesMax() > 0;
    }

    private static boolean takesAway(SyncResponse answer, String site) {
        return answer.getCommandsList().stream()
                .anyMatch(command -> command.getKind() == CommandKind.COMMAND_KIND_REMOVE_SCOPE
                        && command.getScope().equals(site));
    }

    private static boolean isOf(Ack ack, Outgoing sent) {
        if (ack.getBatchNo() != sent.request().getBatchNo()
                || ack.getAckedOp() < sent.lastOp()
                || ack.getSeq() <= 0
                || ack.getResultsCount() != sent.request().getOpsCount()) {
            return false;
        }
        long opNo = sent.request().getFirstOp();
        for (OpResult result : ack.getResultsList()) {
            if (result.getOpNo() != opNo || result.getStatus() == Status.STATUS_UNSPECIFIED) {
                return false;
            }
            opNo++;
        }
        return true;
    }

    private static boolean isRecord(Change change) {
        try {
            RecordId.of(change.getRecordId().toByteArray());
            return change.getVersion() > 0;
        } catch (IllegalArgumentException noRecordId) {
            return false;
        }
    }
}
