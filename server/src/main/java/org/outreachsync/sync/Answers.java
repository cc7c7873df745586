package org.outreachsync.sync;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.outreachsync.log.LogEntry;
import org.outreachsync.merge.Conflict;
import org.outreachsync.merge.Conflicts;
import org.outreachsync.merge.Write;
import org.outreachsync.model.Contract;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.Review;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.validate.Finding;
import org.outreachsync.validate.Validator;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.log.v1.Quarantined;
import org.outreachsync.wire.v1.Ack;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncFrame;

/**
 * Computes the result of each op of a batch from the current records. When a tablet asks again after a lost answer, the
 * result may have changed.
 */
public final class Answers {

    private final RecordStore records;
    private final ReviewStore reviews;
    private final RecordMapper mapper;
    private final Contract contract;
    private final Validator validator;

    /** Answers from these records and reviews. */
    public Answers(
            RecordStore records, ReviewStore reviews, RecordMapper mapper, Contract contract, Validator validator) {
        this.records = records;
        this.reviews = reviews;
        this.mapper = mapper;
        this.contract = contract;
        this.validator = validator;
    }

    /**
     * The answer to a batch.
     *
     * @param request what the tablet sent
     * @param entry the batch in the log
     * @param fresh records as they are stored now, as far as they are loaded already
     * @param settled the open reviews of these records, by id; null if they are not known
     */
    Ack answer(
            SyncFrame request,
            LogEntry entry,
            Map<RecordId, RecordEntry> fresh,
            @Nullable Map<String, Review> settled) {
        var logged = new HashMap<Long, LoggedOp>();
        var ids = new HashSet<RecordId>();
        for (var op : entry.batch().getOpsList()) {
            logged.put(op.getOpNo(), op);
            if (!op.hasQuarantined()) {
                ids.add(RecordId.of(op.getRecordId().toByteArray()));
            }
        }
        var site = entry.key().site();
        boolean isLoaded = fresh.keySet().containsAll(ids);
        var states = isLoaded ? fresh : records.load(site, ids);
        var reviewed = isLoaded && settled != null
                ? new Reviewed(settled, true)
                : new Reviewed(openReviews(site, states), false);
        var ack = Ack.newBuilder()
                .setBatchNo(request.getBatchNo())
                .setAckedOp(entry.lastOp())
                .setSeq(entry.seq());
        for (int at = 0; at < request.getOpsCount(); at++) {
            long opNo = request.getFirstOp() + at;
            var op = logged.get(opNo);
            ack.addResults(
                    op == null
                            ? OpResult.newBuilder()
                                    .setOpNo(opNo)
                                    .setStatus(Status.STATUS_DUPLICATE)
                                    .build()
                            : result(entry, op, states, reviewed));
        }
        return ack.build();
    }

    /**
     * The open reviews of the records.
     *
     * @param open by id
     * @param isSettled whether they were settled just now, with the records as they are, so that a record without one
     *     has no disagreement
     */
    private record Reviewed(Map<String, Review> open, boolean isSettled) {}

    private Map<String, Review> openReviews(String site, Map<RecordId, RecordEntry> states) {
        var ids = new HashSet<String>();
        states.forEach((id, entry) -> {
            ids.add(Review.recordId(site, id));
            ids.add(Review.afterDeathId(site, id));
            entry.sameEvents().forEach(event -> ids.add(Review.eventId(site, event)));
        });
        return ids.isEmpty() ? Map.of() : reviews.open(ids);
    }

    private OpResult result(LogEntry entry, LoggedOp op, Map<RecordId, RecordEntry> states, Reviewed reviewed) {
        var result = OpResult.newBuilder().setOpNo(op.getOpNo());
        if (op.hasQuarantined()) {
            return quarantined(result, op.getQuarantined());
        }
        var record = states.get(RecordId.of(op.getRecordId().toByteArray()));
        if (record == null) {
            throw new IllegalStateException("an op that is applied left no record");
        }
        if (op.getHlc() != op.getRawHlc()) {
            result.setEffectiveHlc(op.getHlc());
        }
        if (op.hasRawOccurredOn()) {
            result.setOccurredOn(op.getOp().getEnvelope().getOccurredOn());
        }
        op.getWarningsList().forEach(warning -> result.addWarnings(warning.getCode()));
        if (op.hasPerson()) {
            result.setClientKey(mapper.clientOf(op.getOp(), op.getType()));
        }
        if (op.getReplayed()) {
            return result.setStatus(Status.STATUS_DUPLICATE).build();
        }
        settle(result, entry, op, record, reviewed);
        return result.build();
    }

    private static OpResult quarantined(OpResult.Builder result, Quarantined reason) {
        return result.setStatus(Status.STATUS_QUARANTINED)
                .setCode(reason.getCode())
                .setField(reason.getField())
                .setMessage(reason.getMessage())
                .build();
    }

    private void settle(OpResult.Builder result, LogEntry entry, LoggedOp op, RecordEntry record, Reviewed reviewed) {
        var open = reviewed.open();
        if (reviewed.isSettled() && open.isEmpty()) {
            result.setStatus(statusOf(record, entry, op));
            return;
        }
        boolean mayDisagree = !reviewed.isSettled()
                || open.containsKey(
                        Review.recordId(record.site(), record.state().id()));
        if (mayDisagree && isDisagreement(result, entry, op, record)) {
            return;
        }
        var afterDeath = Review.afterDeathId(record.site(), record.state().id());
        if (open.containsKey(afterDeath)) {
            result.setStatus(Status.STATUS_REVIEW)
                    .setCode(Review.Kind.MET_AFTER_DEATH.name())
                    .setReviewId(afterDeath);
            return;
        }
        for (var event : record.sameEvents()) {
            var duplicate = open.get(Review.eventId(record.site(), event));
            if (duplicate != null && duplicate.records().contains(record.state().id())) {
                result.setStatus(Status.STATUS_REVIEW)
                        .setCode(Review.Kind.POSSIBLE_DUPLICATE.name())
                        .setReviewId(duplicate.id());
                return;
            }
        }
        result.setStatus(statusOf(record, entry, op));
    }

    private static Status statusOf(RecordEntry record, LogEntry entry, LoggedOp op) {
        return isMerged(record, entry, op) ? Status.STATUS_MERGED : Status.STATUS_APPLIED;
    }

    private static boolean isMerged(RecordEntry record, LogEntry entry, LoggedOp op) {
        for (var writes : record.state().registers().values()) {
            if (writes.size() > 1 && standsBesideOthers(writes, entry, op)) {
                return true;
            }
        }
        return false;
    }

    /** Whether writes of the op stand against others, or the record breaks a rule. */
    private boolean isDisagreement(OpResult.Builder result, LogEntry entry, LoggedOp op, RecordEntry record) {
        var type = contract.type(record.state().type());
        var review = Review.recordId(record.site(), record.state().id());
        var conflict = Conflicts.of(type, record.state()).stream()
                .filter(found -> found.writes().stream().anyMatch(write -> isOf(write, entry, op)))
                .findFirst();
        if (conflict.isPresent()) {
            result.setStatus(Status.STATUS_REVIEW)
                    .setCode(codeOf(conflict.get()))
                    .setReviewId(review);
            return true;
        }
        var broken = record.stands(type)
                ? validator.checkRecord(type, record.state().shown()).stream().findFirst()
                : Optional.<Finding>empty();
        broken.ifPresent(finding -> result.setStatus(Status.STATUS_REVIEW)
                .setCode(Review.Kind.RULE_BROKEN.name())
                .setField(finding.field())
                .setReviewId(review));
        return broken.isPresent();
    }

    private static String codeOf(Conflict conflict) {
        return conflict.kind().name();
    }

    private static boolean standsBesideOthers(List<Write> writes, LogEntry entry, LoggedOp op) {
        return writes.stream().anyMatch(write -> isOf(write, entry, op))
                && writes.stream().map(Write::value).distinct().count() > 1;
    }

    private static boolean isOf(Write write, LogEntry entry, LoggedOp op) {
        var origin = write.origin();
        return origin.seq() == entry.seq()
                && origin.opNo() == op.getOpNo()
                && origin.deviceNo() == entry.key().deviceNo();
    }
}
