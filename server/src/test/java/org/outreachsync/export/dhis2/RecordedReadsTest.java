package org.outreachsync.export.dhis2;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.export.dhis2.Reading.Failed;
import org.outreachsync.export.dhis2.Reading.Found;
import org.outreachsync.export.dhis2.Reading.Nothing;
import org.outreachsync.export.dhis2.Verdict.Cause;
import org.outreachsync.export.dhis2.Verdict.Done;
import org.outreachsync.export.dhis2.Verdict.PartDone;
import org.outreachsync.export.dhis2.Verdict.Reason;
import org.outreachsync.export.dhis2.Verdict.Refused;
import org.outreachsync.export.dhis2.Verdict.Retry;
import org.outreachsync.indicator.Period;

/** Every recorded answer to a question, and to a request that no delivery sends. */
class RecordedReadsTest {

    /** What is read where it is not simply found. */
    private static final Map<String, String> READINGS = Map.ofEntries(
            Map.entry("18f-summary-unknown-uid", "NOTHING"),
            Map.entry("20z-adx-export", "UNREADABLE"),
            Map.entry("21u-no-credentials-get", "NOT_SIGNED_IN"),
            Map.entry("21v-login-page-after-redirect", "NOT_FOUND"),
            Map.entry("26d-read-back-no-period", "CONFLICT E2002"),
            Map.entry("26f-read-back-csv", "UNREADABLE"),
            Map.entry("26i-read-one-missing", "NOT_FOUND E1005"),
            Map.entry("26j-read-back-outside-hierarchy", "CONFLICT E2012"),
            Map.entry("27b-dataset-metadata-exporter", "CONFLICT"),
            Map.entry("27g-dataset-not-found", "NOT_FOUND E1005"),
            Map.entry("28d-ping", "NOTHING"));

    static Stream<Recording> reads() {
        return Recording.all().stream().filter(recording -> recording.means().equals("read"));
    }

    @Test
    void noRecordingIsLeftOut() {
        assertThat(reads()).hasSize(49);
        assertThat(Recording.all().stream()
                        .filter(recording -> recording.means().equals("other")))
                .hasSize(3);
        assertThat(Recording.all().stream()
                        .filter(recording -> recording.means().equals("see timeline")))
                .hasSize(5);
        assertThat(RecordedPushesTest.pushes()).hasSize(235);
        assertThat(Recording.all()).hasSize(292);
    }

    @ParameterizedTest
    @MethodSource("reads")
    void isReadOrTellsWhyNot(Recording recording) {
        var reading = Reading.<Json>of(recording.answer(), json -> Optional.of(new Found<>(json)));
        var said = switch (reading) {
            case Found<Json> found -> "FOUND";
            case Nothing<Json> nothing -> "NOTHING";
            case Failed<Json>(Refused refused) -> (refused.reason() + " " + refused.errorCode()).strip();
            case Failed<Json>(Retry retry) -> retry.cause().name();
        };
        assertThat(said).isEqualTo(READINGS.getOrDefault(recording.name(), "FOUND"));
    }

    private static Group group(String dataSet, String period, String unit) {
        return new Group(new Uid(dataSet), new Uid(unit), Period.parse(period), new Uid("HllvX50cXC0"));
    }

    @ParameterizedTest
    @CsvSource({
        "26a-read-back-site, erLEZ9lOIQ8, 2025, ouBISHKEK01, 5",
        "26c-read-back-lastupdated, GqKaojXhPdg, 202511, ouBISHKEK01, 2",
        "26g-read-back-unknown-orgunit, erLEZ9lOIQ8, 2025, ccccccccccc, 0"
    })
    void readsTheCellsOfAForm(String name, String dataSet, String period, String unit, int cells) {
        var reading = StoredValues.in(Recording.named(name).answer(), group(dataSet, period, unit));
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat(((StoredValues) found.value()).values())
                                .hasSize(cells));
    }

    @Test
    void readsAValueWithWhatPeopleNoted() {
        var after = Recording.named("31a-comment").json().getJsonArray("after").getJsonObject(0);
        var stored = StoredValues.in(Recording.reply(after), group("GqKaojXhPdg", "202508", "ouBISHKEK01"));
        assertThat(stored)
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat(
                                        ((StoredValues) found.value()).values().values())
                                .containsExactly(new StoredValues.Stored(
                                        "70", new Remark("Проверить: данные за 3 недели", true))));
    }

    @Test
    void takesADeletedValueForNone() {
        var after = Recording.named("17a-delete-existing")
                .json()
                .getJsonArray("after")
                .getJsonObject(1);
        var stored = StoredValues.in(Recording.reply(after), group("GqKaojXhPdg", "202601", "ouBISHKEK02"));
        assertThat(stored)
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat(((StoredValues) found.value()).values())
                                .isEmpty());
    }

    @Test
    void takesAValueOfAnotherAttributeForNone() {
        var after =
                Recording.named("24b-aoc-given").json().getJsonArray("after").getJsonObject(0);
        var group = group("dsPARTNER01", "202509", "ouBISHKEK01");
        var partner = new Group(group.dataSet(), group.orgUnit(), group.period(), new Uid("PARTNERAOC1"));
        var own = ((JsonObject)
                        after.getJsonObject("body").getJsonArray("dataValues").getValue(0))
                .getString("attributeOptionCombo");
        assertThat(cells(StoredValues.in(Recording.reply(after), group))).isEmpty();
        assertThat(cells(StoredValues.in(Recording.reply(after), partner))).isEmpty();
        var owner = new Group(group.dataSet(), group.orgUnit(), group.period(), new Uid(own));
        assertThat(cells(StoredValues.in(Recording.reply(after), owner))).isNotEmpty();
    }

    private static Map<Cell.Key, StoredValues.Stored> cells(Reading<StoredValues> reading) {
        return ((Found<StoredValues>) reading).value().values();
    }

    @ParameterizedTest
    @CsvSource({
        // of another org unit, of children in one document, by code, as CSV, as ADX
        "26a-read-back-site, erLEZ9lOIQ8, 2025, ouBISHKEK02",
        "26a-read-back-site, erLEZ9lOIQ8, 2024, ouBISHKEK01",
        "26e-read-back-code, erLEZ9lOIQ8, 2025, ouBISHKEK01",
        "26f-read-back-csv, erLEZ9lOIQ8, 2025, ouBISHKEK01",
        "28d-ping, erLEZ9lOIQ8, 2025, ouBISHKEK01"
    })
    void takesNothingElseForAForm(String name, String dataSet, String period, String unit) {
        assertThat(StoredValues.in(Recording.named(name).answer(), group(dataSet, period, unit)))
                .isEqualTo(new Failed<>(new Retry(Cause.UNREADABLE)));
    }

    @Test
    void takesOnlyTheOwnOrgUnitFromADocumentOfSeveral() {
        var answer = Recording.named("26b-read-back-children").answer();
        assertThat(StoredValues.in(answer, group("GqKaojXhPdg", "202511", "ouBISHKEK01")))
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat(((StoredValues) found.value()).values())
                                .hasSize(2));
        assertThat(StoredValues.in(answer, group("GqKaojXhPdg", "202511", "ouBISHKEK02")))
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat(((StoredValues) found.value()).values())
                                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "18a2-tasks-polling",
        "18b2-tasks-polling",
        "18c2-tasks-polling",
        "18d2-tasks-polling",
        "18i2-async-hidden-duplicates-tasks",
        "18j-tasks-as-other-account"
    })
    void seesThatAJobIsOver(String name) {
        assertThat(JobState.isOver(Recording.named(name).answer())).isEqualTo(new Found<>(true));
    }

    @Test
    void seesEveryPollOfAJobBeforeItsEnd() {
        for (var name : List.of("18a2", "18b2", "18c2", "18d2")) {
            var polls = Recording.named(name + "-tasks-polling").json().getJsonArray("polls").stream()
                    .map(JsonObject.class::cast)
                    .map(poll -> poll.getValue("body") instanceof JsonArray
                            ? JobState.isOver(Recording.reply(poll))
                            : new Found<>(true))
                    .toList();
            assertThat(polls).hasSizeGreaterThan(10).startsWith(new Nothing<>(), new Nothing<>());
            assertThat(polls.subList(0, polls.size() - 1)).doesNotContain(new Found<>(true));
        }
        assertThat(JobState.isOver(Recording.named("18e-tasks-unknown-uid").answer()))
                .isEqualTo(new Nothing<>());
        assertThat(JobState.isOver(Recording.named("18h-tasks-list").answer()))
                .as("the list of all jobs")
                .isEqualTo(new Failed<>(new Retry(Cause.UNREADABLE)));
    }

    @Test
    void readsTheSummaryOfAJob() {
        assertThat(summary("18a3-task-summary")).isEqualTo(new Found<>(new Done(2)));
        assertThat(summary("18b3-task-summary"))
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat(found.value()).isInstanceOfSatisfying(PartDone.class, part -> {
                            assertThat(part.written()).isEqualTo(1);
                            assertThat(part.rejected()).containsExactly(1);
                        }));
        assertThat(summary("18c3-task-summary")).satisfies(isRefused("E8022"));
        assertThat(summary("18d3-task-summary")).satisfies(isRefused(""));
        assertThat(summary("18i3-async-hidden-duplicates-summary"))
                .isEqualTo(new Found<>(new Retry(Cause.DATABASE_REFUSED)));
        assertThat(summary("18f-summary-unknown-uid")).isEqualTo(new Nothing<>());
    }

    private static Reading<Verdict> summary(String name) {
        return JobState.verdict(Recording.named(name).answer(), new Asked(2));
    }

    private static Consumer<Reading<Verdict>> isRefused(String code) {
        return reading -> assertThat(reading)
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat(found.value()).isInstanceOfSatisfying(Refused.class, refused -> {
                            assertThat(refused.reason()).isEqualTo(Reason.CONFLICT);
                            assertThat(refused.errorCode()).isEqualTo(code);
                        }));
    }

    @ParameterizedTest
    @CsvSource({
        "18g-job-configuration, COMPLETED",
        "34d-old-jobconfiguration, COMPLETED",
        "34e-jobconfig-of-failed-import, FAILED",
        "34f-jobconfig-of-cut-off, FAILED",
        "34g-jobconfig-of-part-done, COMPLETED",
        "34h-jobconfig-of-database-refusal, FAILED",
        "27g-dataset-not-found, GONE",
        "21u-no-credentials-get, OPEN",
        "18f-summary-unknown-uid, OPEN"
    })
    void readsHowAJobEnded(String name, JobState.Outcome outcome) {
        assertThat(JobState.outcome(Recording.named(name).answer())).isEqualTo(outcome);
    }

    @Test
    void readsTheMetadataOfADataSet() {
        var reading = DataSetMetadata.in(Recording.named("27c-dataset-fields").answer());
        assertThat(reading).isInstanceOfSatisfying(Found.class, found -> {
            var metadata = (DataSetMetadata) found.value();
            assertThat(metadata.id()).isEqualTo(new Uid("GqKaojXhPdg"));
            assertThat(metadata.periodType()).isEqualTo(PeriodType.MONTHLY.dhis2Name());
            assertThat(metadata.openFuturePeriods()).isZero();
            assertThat(metadata.mayWrite()).isNull();
            assertThat(metadata.elements())
                    .containsEntry(
                            new Uid("qEdHLLXtqbi"),
                            new DataSetMetadata.Element("INTEGER_ZERO_OR_POSITIVE", Set.of(new Uid("HllvX50cXC0"))));
            assertThat(metadata.orgUnits()).hasSize(3);
        });
    }

    /** What a push would take these answers for, if it ever met them. */
    @Test
    void takesAnswersToOtherRequestsForNoDelivery() {
        assertThat(Verdicts.of(Recording.named("21j-token-create").answer(), new Asked(1)))
                .isEqualTo(new Retry(Cause.UNREADABLE));
        assertThat(Verdicts.of(Recording.named("21o-token-method-not-allowed").answer(), new Asked(1)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.BAD_CREDENTIALS));
        assertThat(Verdicts.of(Recording.named("16j-completion-separate").answer(), new Asked(1)))
                .isEqualTo(new Done(1));
    }
}
