package org.outreachsync.export.dhis2;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.export.exchange.Answer;
import org.outreachsync.export.exchange.Answer.Loss;
import org.outreachsync.export.exchange.Answer.Lost;

/**
 * Recordings of several answers in a row: a database that is stopped, a server that is restarted, imports that get into
 * each other's way. The recorder shortened some bodies; the shortened ones are put back into their envelope.
 */
class RecordedTimelinesTest {

    static Stream<Arguments> timelines() {
        return Stream.of(
                Arguments.of(
                        "33a-database-down",
                        1,
                        List.of("Done", "UNAUTHORISED", "UNAUTHORISED", "Done", "Done", "Done")),
                Arguments.of(
                        "33b-database-down-token",
                        1,
                        List.of("Done", "SERVER_ERROR", "SERVER_ERROR", "UNAUTHORISED", "Done", "Done")),
                Arguments.of(
                        "34a-restart-with-job-waiting",
                        2,
                        List.of(
                                "Accepted",
                                "-",
                                "NO_ANSWER",
                                "NO_ANSWER",
                                "-",
                                "-",
                                "NO_ANSWER",
                                "NO_ANSWER",
                                "UNREADABLE",
                                "job: Nothing[]",
                                "job: Found[value=true]",
                                "Done",
                                "job: COMPLETED",
                                "2 stored")),
                Arguments.of(
                        "32a-concurrent-async",
                        2,
                        List.of("Accepted", "Accepted", "-", "Done", "-", "-", "summary", "summary", "-")));
    }

    @ParameterizedTest
    @MethodSource("timelines")
    void meansInItsOrder(String name, int sent, List<String> expected) {
        var timeline = Recording.named(name).json().getJsonArray("timeline");
        var said = timeline.stream()
                .map(JsonObject.class::cast)
                .map(entry -> said(entry, sent))
                .toList();
        assertThat(said).isEqualTo(expected);
    }

    private static String said(JsonObject entry, int sent) {
        var what = entry.getString("what");
        if (entry.containsKey("exception")) {
            return verdict(new Lost(loss(entry.getString("exception"))), sent);
        } else if (what.startsWith("summary ")) {
            assertThat(entry.getJsonObject("importCount").getInteger("ignored")).isZero();
            return "summary";
        } else if (what.startsWith("tasks ")) {
            return "job: " + JobState.isOver(Recording.reply(entry));
        } else if (what.equals("job configuration")) {
            return "job: " + JobState.outcome(Recording.reply(entry));
        } else if (what.equals("values stored")) {
            return entry.getJsonObject("body").getJsonArray("dataValues").size() + " stored";
        } else if (!entry.containsKey("status")) {
            return "-";
        }
        return verdict(Recording.reply(whole(entry)), sent);
    }

    /** The recorder left envelopes out. */
    private static JsonObject whole(JsonObject entry) {
        var count = entry.getJsonObject("importCount");
        if (count != null) {
            return entry.copy()
                    .put("body", new JsonObject().put("status", "SUCCESS").put("importCount", count));
        }
        boolean bareJob = entry.getValue("body") instanceof JsonObject body && body.containsKey("id");
        return bareJob
                ? entry.copy().put("body", new JsonObject().put("response", entry.getJsonObject("body")))
                : entry;
    }

    private static Loss loss(String exception) {
        return switch (exception) {
            case "RemoteDisconnected" -> Loss.CUT;
            case "ConnectionRefusedError" -> Loss.NO_CONNECTION;
            case "TimeoutError" -> Loss.TOO_SLOW;
            default -> throw new AssertionError(exception);
        };
    }

    private static String verdict(Answer answer, int sent) {
        return switch (Verdicts.of(answer, new Asked(sent))) {
            case Verdict.Retry(var cause) -> cause.name();
            case Verdict.Refused refused -> refused.reason().name();
            case Verdict verdict -> verdict.getClass().getSimpleName();
        };
    }

    @Test
    void onePushOfFourLostADeadlock() {
        var pushes = Recording.named("32b-parallel-same-cells").json().getJsonArray("pushes");
        assertThat(pushes.stream().map(JsonObject.class::cast).map(push -> verdict(Recording.reply(push), 600)))
                .containsExactly("Done", "Done", "DATABASE_REFUSED", "Done");
    }
}
