package org.outreachsync.export.dhis2;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.outreachsync.export.dhis2.Verdict.Cause;
import org.outreachsync.export.dhis2.Verdict.Failure;
import org.outreachsync.export.dhis2.Verdict.Reason;
import org.outreachsync.export.dhis2.Verdict.Retry;
import org.outreachsync.export.exchange.Answer;
import org.outreachsync.export.exchange.Answer.Reply;

/**
 * What a question to DHIS2 brought.
 *
 * @param <T> what was asked for
 */
sealed interface Reading<T> {

    /** It is known. */
    record Found<T>(T value) implements Reading<T> {}

    /**
     * DHIS2 answered, and has nothing to say. Of a job this means "not begun", "unknown" or "restarted since" alike.
     */
    record Nothing<T>() implements Reading<T> {}

    /** It cannot be read now, or not by this account. */
    record Failed<T>(Failure failure) implements Reading<T> {}

    /**
     * Reads an answer to a GET.
     *
     * @param reader finds the value in the document; empty if the document is not what was asked for
     */
    static <T> Reading<T> of(Answer answer, Function<Json, Optional<Reading<T>>> reader) {
        var failure = Statuses.failure(answer);
        if (failure.isPresent()) {
            return new Failed<>(failure.get());
        }
        var reply = (Reply) answer;
        if (!Statuses.isSuccess(reply)) {
            return new Failed<>(refusal(reply));
        } else if (reply.body().length == 0) {
            return new Nothing<>();
        }
        return Json.read(reply.body()).flatMap(reader).orElseGet(() -> new Failed<>(new Retry(Cause.UNREADABLE)));
    }

    private static Failure refusal(Reply reply) {
        if (reply.status() == Statuses.NOT_ACCEPTABLE) {
            return Statuses.refused(Reason.BAD_REQUEST, Statuses.message(reply), Help.SUPPORT);
        } else if (Json.read(reply.body()).isEmpty()) {
            return new Retry(Cause.UNREADABLE);
        }
        return Statuses.conflict(Statuses.errorCode(reply), Statuses.message(reply), List.of());
    }
}
