package org.outreachsync.export.dhis2;

import java.util.Optional;
import org.outreachsync.export.exchange.Answer;

/** What DHIS2 says of a job. Neither of its two answers suffices: messages are lost when the server restarts. */
final class JobState {

    private static final String COMPLETED = "COMPLETED";
    private static final String FAILED = "FAILED";
    private static final String STOPPED = "STOPPED";

    private JobState() {}

    /** What became of a job, by its configuration. */
    enum Outcome {
        /** It has run to its end; what it imported may still be part or nothing. */
        COMPLETED,
        /** It failed, also where its summary says SUCCESS. */
        FAILED,
        /** DHIS2 knows no such job. */
        GONE,
        /** It waits, runs, or says nothing that is understood. */
        OPEN
    }

    /** Reads the messages of a job: whether it has come to its end. */
    static Reading<Boolean> isOver(Answer answer) {
        return Reading.of(answer, json -> {
            if (!json.isList()) {
                return Optional.empty();
            } else if (json.list().isEmpty()) {
                return Optional.of(new Reading.Nothing<>());
            }
            boolean over =
                    json.list().stream().anyMatch(entry -> entry.at("completed").isTrue());
            return Optional.of(new Reading.Found<>(over));
        });
    }

    /** Reads the summary of a job. */
    static Reading<Verdict> verdict(Answer answer, Asked asked) {
        return Reading.of(
                answer,
                json -> ImportSummary.in(json).map(summary -> new Reading.Found<>(Verdicts.ofSummary(summary, asked))));
    }

    /** Reads the configuration of a job. */
    static Outcome outcome(Answer answer) {
        var status = Reading.<String>of(
                answer, json -> json.at("lastExecutedStatus").text().map(Reading.Found::new));
        return switch (status) {
            case Reading.Found<String>(var found) -> outcome(found);
            case Reading.Failed<String>(Verdict.Refused refused)
            when refused.reason() == Verdict.Reason.NOT_FOUND -> Outcome.GONE;
            case Reading.Failed<String> failed -> Outcome.OPEN;
            case Reading.Nothing<String> nothing -> Outcome.OPEN;
        };
    }

    private static Outcome outcome(String status) {
        return switch (status) {
            case COMPLETED -> Outcome.COMPLETED;
            case FAILED, STOPPED -> Outcome.FAILED;
            default -> Outcome.OPEN;
        };
    }
}
