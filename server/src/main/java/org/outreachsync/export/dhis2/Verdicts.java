package org.outreachsync.export.dhis2;

import java.util.List;
import java.util.Optional;
import org.outreachsync.export.dhis2.ImportSummary.Counts;
import org.outreachsync.export.dhis2.Verdict.Accepted;
import org.outreachsync.export.dhis2.Verdict.Cause;
import org.outreachsync.export.dhis2.Verdict.Done;
import org.outreachsync.export.dhis2.Verdict.PartDone;
import org.outreachsync.export.dhis2.Verdict.Reason;
import org.outreachsync.export.dhis2.Verdict.Retry;
import org.outreachsync.export.dhis2.Verdict.WrittenUnread;
import org.outreachsync.export.exchange.Answer;
import org.outreachsync.export.exchange.Answer.Reply;

/**
 * Reads the answer to {@code POST /api/dataValueSets}. Neither its HTTP status nor the word SUCCESS tells whether
 * anything was stored; the counts do, held against what was sent. What is not understood is never taken for done.
 */
public final class Verdicts {

    private static final int CONFLICT = 409;
    private static final String SUCCESS = "SUCCESS";
    private static final String WARNING = "WARNING";
    private static final String ERROR = "ERROR";

    private Verdicts() {}

    /** What the answer to a push means. */
    public static Verdict of(Answer answer, Asked asked) {
        var failure = Statuses.failure(answer);
        if (failure.isPresent()) {
            return failure.get();
        }
        var reply = (Reply) answer;
        if (reply.status() == Statuses.NOT_ACCEPTABLE) {
            return new WrittenUnread();
        }
        var body = document(reply);
        if (body.isEmpty()) {
            return new Retry(Cause.UNREADABLE);
        }
        var job = body.get().at("response").at("id").uid();
        if (Statuses.isSuccess(reply) && job.isPresent()) {
            return new Accepted(job.get());
        }
        var summary = ImportSummary.in(body.get());
        if (summary.isPresent()) {
            return ofSummary(summary.get(), asked);
        } else if (reply.status() == CONFLICT) {
            return Statuses.conflict(Statuses.errorCode(reply), Statuses.message(reply), List.of());
        }
        return new Retry(Cause.UNREADABLE);
    }

    private static Optional<Json> document(Reply reply) {
        var type = reply.contentType();
        boolean xml = type != null && type.startsWith("application/xml");
        return (xml ? SummaryXml.read(reply.body()) : Json.read(reply.body())).filter(Json::isObject);
    }

    /** What the account of an import means, wherever it was read. */
    static Verdict ofSummary(ImportSummary summary, Asked asked) {
        var counts = summary.counts();
        if (counts == null) {
            return summary.status().equals(ERROR) ? refusal(summary) : new Retry(Cause.UNREADABLE);
        }
        return switch (summary.status()) {
            case SUCCESS -> ofSuccess(summary, counts, asked);
            case WARNING, ERROR -> counts.written() == 0 ? refusal(summary) : part(summary, counts);
            default -> new Retry(Cause.UNREADABLE);
        };
    }

    private static Verdict ofSuccess(ImportSummary summary, Counts counts, Asked asked) {
        var echo = summary.dryRun();
        if (echo != null && echo) {
            return Statuses.refused(Reason.ONLY_A_DRY_RUN, "", Help.SUPPORT);
        } else if (counts.ignored() > 0 && !summary.conflicts().isEmpty()) {
            return counts.written() == 0 ? refusal(summary) : part(summary, counts);
        } else if (counts.ignored() > 0) {
            return new Retry(Cause.DATABASE_REFUSED);
        } else if (counts.written() == 0 && asked.values() > 0) {
            return Statuses.refused(Reason.NOTHING_RECOGNISED, "", Help.SUPPORT);
        } else if (counts.written() != asked.values()) {
            return new Retry(Cause.COUNTS_DISAGREE);
        }
        return new Done(counts.written());
    }

    private static Verdict part(ImportSummary summary, Counts counts) {
        // With ERROR some groups were refused whole, and the positions count inside one of them.
        List<Integer> rejected = summary.status().equals(ERROR) ? List.of() : summary.rejected();
        return new PartDone(counts.written(), rejected, summary.conflicts());
    }

    private static Verdict refusal(ImportSummary summary) {
        if (summary.conflicts().isEmpty()) {
            return Statuses.conflict("", summary.description(), List.of());
        }
        var first = summary.conflicts().getFirst();
        return Statuses.conflict(first.errorCode(), first.message(), summary.conflicts());
    }
}
