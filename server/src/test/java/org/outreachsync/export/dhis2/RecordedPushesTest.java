package org.outreachsync.export.dhis2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.export.dhis2.Verdict.Accepted;
import org.outreachsync.export.dhis2.Verdict.Cause;
import org.outreachsync.export.dhis2.Verdict.Done;
import org.outreachsync.export.dhis2.Verdict.PartDone;
import org.outreachsync.export.dhis2.Verdict.Reason;
import org.outreachsync.export.dhis2.Verdict.Refused;
import org.outreachsync.export.dhis2.Verdict.Retry;

/** Every answer that a real server gave to a push is read as the person who recorded it has read it. */
class RecordedPushesTest {

    private static final Pattern PART = Pattern.compile("PART: (\\d+) written, (\\d+) refused.*");
    private static final Pattern DRY_PART = Pattern.compile("PART \\(dry run: nothing written\\): (\\d+) written, .*");

    /** How each meaning is said here, and how many recordings have it. */
    private static final Map<String, Integer> COUNTS = Map.ofEntries(
            Map.entry("DONE", 91),
            Map.entry("DONE (nothing was sent)", 2),
            Map.entry("DRY RUN passed: nothing written", 4),
            Map.entry("PART", 8),
            Map.entry("ACCEPTED: poll the job", 5),
            Map.entry("NOT DONE though SUCCESS: the database refused the group; RETRY once, then PERSON", 4),
            Map.entry("NOT DONE: nothing was recognised; PERSON", 2),
            Map.entry("PERSON: nothing written (see conflicts[].errorCode)", 78),
            Map.entry("PERSON: the request itself is wrong; nothing written", 18),
            Map.entry("PERSON: payload defect answered as 500; nothing written; do not repeat", 9),
            Map.entry("PERSON: not signed in (never follow the redirect)", 4),
            Map.entry("PERSON: account lacks the authority", 2),
            Map.entry("PERSON: credentials (the message says what)", 2),
            Map.entry("RETRY a few times, then PERSON (credentials)", 3),
            Map.entry("RETRY once, then PERSON", 3));

    static Stream<Recording> pushes() {
        return Recording.all().stream().filter(recording -> judged(recording.means()));
    }

    /** Reads, timelines and answers to other requests have tests of their own. */
    static boolean judged(String means) {
        return !List.of("read", "other", "see timeline").contains(means);
    }

    @Test
    void everyMeaningIsCounted() {
        var counts = new TreeMap<String, Integer>();
        pushes().forEach(recording -> counts.merge(group(recording.means()), 1, Integer::sum));
        assertThat(counts).isEqualTo(new TreeMap<>(COUNTS));
    }

    private static String group(String means) {
        if (means.startsWith("PART")) {
            return "PART";
        }
        return means.startsWith("RETRY once") ? "RETRY once, then PERSON" : means;
    }

    @ParameterizedTest
    @MethodSource("pushes")
    void meansWhatTheRecorderFound(Recording recording) {
        var verdict = Verdicts.of(recording.answer(), recording.asked());
        assertThat(verdict).satisfies(expected(recording));
    }

    private static Consumer<Verdict> expected(Recording recording) {
        var means = recording.means();
        long sent = recording.asked().values();
        return switch (group(means)) {
            case "DONE" ->
                verdict -> {
                    assertThat(sent).isPositive();
                    assertThat(verdict).isEqualTo(new Done(sent));
                };
            case "DONE (nothing was sent)" -> verdict -> assertThat(verdict).isEqualTo(new Done(0));
            case "DRY RUN passed: nothing written" -> verdict -> isRefused(verdict, Reason.ONLY_A_DRY_RUN);
            case "PART" -> verdict -> isPart(verdict, means);
            case "ACCEPTED: poll the job" -> verdict -> assertThat(verdict).isInstanceOf(Accepted.class);
            case "NOT DONE though SUCCESS: the database refused the group; RETRY once, then PERSON" ->
                verdict -> assertThat(verdict).isEqualTo(new Retry(Cause.DATABASE_REFUSED));
            case "NOT DONE: nothing was recognised; PERSON" -> verdict -> isRefused(verdict, Reason.NOTHING_RECOGNISED);
            case "PERSON: nothing written (see conflicts[].errorCode)" -> verdict -> namesTheCode(verdict, recording);
            case "PERSON: the request itself is wrong; nothing written" ->
                verdict -> isRefused(
                        verdict, recording.name().startsWith("21") ? Reason.BAD_CREDENTIALS : Reason.BAD_REQUEST);
            case "PERSON: payload defect answered as 500; nothing written; do not repeat" ->
                verdict -> isRefused(verdict, Reason.BAD_PAYLOAD);
            case "PERSON: not signed in (never follow the redirect)" ->
                verdict -> isRefused(verdict, Reason.NOT_SIGNED_IN);
            case "PERSON: account lacks the authority" -> verdict -> isRefused(verdict, Reason.NO_AUTHORITY);
            case "PERSON: credentials (the message says what)" -> verdict -> isRefused(verdict, Reason.BAD_CREDENTIALS);
            case "RETRY a few times, then PERSON (credentials)" ->
                verdict -> assertThat(verdict).isEqualTo(new Retry(Cause.UNAUTHORISED));
            case "RETRY once, then PERSON" ->
                verdict -> assertThat(verdict).isEqualTo(new Retry(Cause.DECODING_FAILED));
            default -> throw new AssertionError("no expectation for " + means);
        };
    }

    private static void isRefused(Verdict verdict, Reason reason) {
        assertThat(verdict).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.help()).isNotEmpty();
        });
    }

    private static void isPart(Verdict verdict, String means) {
        assertThat(verdict).isInstanceOfSatisfying(PartDone.class, part -> {
            var counted = PART.matcher(means);
            var dry = DRY_PART.matcher(means);
            if (counted.matches()) {
                assertThat(part.written()).isEqualTo(Long.parseLong(counted.group(1)));
                assertThat(part.rejected()).hasSize(Integer.parseInt(counted.group(2)));
            } else if (dry.matches()) {
                assertThat(part.written()).isEqualTo(Long.parseLong(dry.group(1)));
            } else {
                assertThat(means).isEqualTo("PART: some groups written, others refused");
                assertThat(part.rejected()).isEmpty();
            }
            assertThat(part.conflicts()).isNotEmpty();
        });
    }

    private static void namesTheCode(Verdict verdict, Recording recording) {
        var conflicts = recording
                .json()
                .getJsonObject("response")
                .getJsonObject("body")
                .getJsonObject("response")
                .getJsonArray("conflicts");
        var code = conflicts.getJsonObject(0).getString("errorCode");
        assertThat(verdict).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.CONFLICT);
            assertThat(refused.errorCode()).isEqualTo(code);
            assertThat(ErrorCode.of(code))
                    .hasValueSatisfying(known -> assertThat(refused.help()).isEqualTo(known.help()));
            assertThat(refused.conflicts()).hasSize(conflicts.size());
            assertThat(refused.message()).isNotEmpty();
        });
    }
}
