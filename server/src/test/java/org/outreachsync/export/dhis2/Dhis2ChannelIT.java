package org.outreachsync.export.dhis2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.export.dhis2.Deliveries.DEFAULT;
import static org.outreachsync.export.dhis2.Deliveries.FEMALE;
import static org.outreachsync.export.dhis2.Deliveries.KITS;
import static org.outreachsync.export.dhis2.Deliveries.LIMITS;
import static org.outreachsync.export.dhis2.Deliveries.MALE;
import static org.outreachsync.export.dhis2.Deliveries.SYRINGES;
import static org.outreachsync.export.dhis2.Deliveries.figures;
import static org.outreachsync.export.dhis2.Deliveries.withdrawing;
import static org.outreachsync.export.dhis2.RecordedDhis2.after;
import static org.outreachsync.export.dhis2.RecordedDhis2.cut;
import static org.outreachsync.export.dhis2.RecordedDhis2.page;
import static org.outreachsync.export.dhis2.RecordedDhis2.pass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.config.PushLimits;
import org.outreachsync.export.channel.Dhis2Progress;
import org.outreachsync.export.delivery.Outcome.Delivered;
import org.outreachsync.export.delivery.Outcome.HelpFrom;
import org.outreachsync.export.delivery.Outcome.Retry;
import org.outreachsync.export.exchange.Request;

/** A parcel is delivered to DHIS2: what is said of it, and what is there then. */
class Dhis2ChannelIT extends Dhis2ChannelRig {

    @Test
    void makesTheFormsHoldWhatTheFileSays() {
        assertThat(deliver(usual(NORTH), usual(SOUTH)))
                .isInstanceOfSatisfying(
                        Delivered.class,
                        done -> assertThat(done.receipt())
                                .contains("MOH_HIV_202604_r1.dhis2.json", "SHA-256 ")
                                .contains("org unit " + FarForm.NORTH
                                        + ": 2 figures read back at 2026-05-20T06:00:00Z; 2 sent")
                                .contains("org unit " + FarForm.SOUTH + ": 2 figures")
                                .doesNotContain("120"));
        assertThat(stored()).containsExactlyInAnyOrder("120", "80", "120", "80");
    }

    @Test
    void withdrawsWhatIsNotToldAnyMore() {
        deliver(usual(NORTH), usual(SOUTH));
        var kept = figures(NORTH, Cell.of(SYRINGES, MALE, 125));
        var nothing = new Push(SOUTH, null, both());
        assertThat(deliver(withdrawing(kept, new Cell.Key(SYRINGES, FEMALE)), nothing))
                .isInstanceOfSatisfying(
                        Delivered.class,
                        done -> assertThat(done.receipt())
                                .contains("org unit " + FarForm.SOUTH + ": 0 figures", "0 sent, 2 withdrawn"));
        assertThat(stored()).containsExactly("125");
    }

    @Test
    void withdrawsWhatStandsInAFormerForm() {
        var former =
                new Group(new Uid(FarForm.PARTNERS), new Uid(FarForm.NORTH), NORTH.period(), new Uid(FarForm.PARTNER));
        var before = figures(former, Cell.of(SYRINGES, MALE, 120), Cell.of(SYRINGES, FEMALE, 80));
        assertThat(deliver(Push.of(before))).isInstanceOf(Delivered.class);
        var own = file("MOH_HIV_202604_r1.dhis2.json", usual(NORTH));
        var gone = file("MOH_HIV_202604_r1.former1.dhis2.json", new Push(former, null, both()));
        assertThat(channel(outbound.to(dhis2), LIMITS, true, PUSHES).deliver(SignedFiles.parcel(own, gone)))
                .isInstanceOfSatisfying(
                        Delivered.class,
                        done -> assertThat(done.receipt())
                                .contains("MOH_HIV_202604_r1.dhis2.json", "MOH_HIV_202604_r1.former1.dhis2.json")
                                .contains("Data set " + FarForm.PARTNERS, "0 sent, 2 withdrawn"));
        assertThat(far.imports.stored.keySet()).hasSize(2).allMatch(cell -> cell.contains(FarForm.MONTHLY));
    }

    private static SortedSet<Cell.Key> both() {
        return new TreeSet<>(List.of(new Cell.Key(SYRINGES, MALE), new Cell.Key(SYRINGES, FEMALE)));
    }

    @Test
    void sendsNothingThatIsThere() {
        deliver(usual(NORTH));
        progress = new Dhis2Progress(PUSHES);
        assertThat(deliver(usual(NORTH)))
                .isInstanceOfSatisfying(
                        Delivered.class, done -> assertThat(done.receipt()).contains("0 sent, 0 withdrawn"));
        assertThat(far.pushes()).isEqualTo(1);
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                Arguments.of("a page of something else", page(200)),
                Arguments.of("a proxy in trouble", page(503)),
                Arguments.of("an answer lost after it was stored", cut(false)),
                Arguments.of("an answer lost half-way", cut(true)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void leavesWaitsToWhoeverCallsAgain(String what, RecordedDhis2.Way way) {
        dhis2.ways.addAll(List.of(pass(), way));
        var retries = new ArrayList<Retry>();
        assertThat(attempt(retries, usual(NORTH), usual(SOUTH))).isInstanceOf(Delivered.class);
        assertThat(retries).as(what).hasSize(1);
        assertThat(retries.getFirst().after()).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(36));
        assertThat(retries.getFirst().reason()).contains("0 of 2 forms are done");
        assertThat(far.imports.writes).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void asksOnceMoreWhereSuccessStoredNothing() {
        far.imports.deadlocks = true;
        var retries = new ArrayList<Retry>();
        assertThat(attempt(retries, usual(NORTH))).isInstanceOf(Delivered.class);
        assertThat(retries).hasSize(1);
        assertThat(stored()).containsExactlyInAnyOrder("120", "80");
    }

    @Test
    void tellsThatNothingIsEverStored() {
        dhis2.ways.addAll(List.of(
                pass(), after(() -> far.imports.deadlocks = true), pass(), after(() -> far.imports.deadlocks = true)));
        needsHelp(attempt(new ArrayList<>(), usual(NORTH)), HelpFrom.FAR_SIDE, "0 of 1 forms");
        assertThat(far.pushes()).isEqualTo(2);
    }

    @Test
    void waitsForAQueuedImportThroughARestart() {
        far.jobs.pollsBefore = 1_000;
        dhis2.ways.addAll(List.of(pass(), pass(), pass(), after(() -> {
            far.jobs.runAll();
            far.jobs.restart();
        })));
        var channel = channel(outbound.to(dhis2), QUEUED, true, PUSHES);
        assertThat(channel.deliver(parcel(usual(NORTH)))).isInstanceOf(Delivered.class);
        assertThat(far.pushes()).isEqualTo(1);
        assertThat(clock.pauses()).isPositive();
    }

    @Test
    void goesOnWithAQueuedImportInTheNextAttempt() {
        far.jobs.pollsBefore = 3;
        var brief = new PushLimits(1 << 20, Duration.ofSeconds(5), 10, 2, Duration.ofHours(1), Duration.ofSeconds(10));
        var channel = channel(outbound.to(dhis2), QUEUED, true, brief);
        var outcome = channel.deliver(parcel(usual(NORTH)));
        for (int attempts = 0; outcome instanceof Retry && attempts < 10; attempts++) {
            clock.jump(Duration.ofSeconds(10));
            outcome = channel.deliver(parcel(usual(NORTH)));
        }
        assertThat(outcome).isInstanceOf(Delivered.class);
        assertThat(far.pushes()).isEqualTo(1);
    }

    @Test
    void isImportedByHandAsItIsDelivered() throws IOException {
        deliver(withdrawing(figures(NORTH, Cell.of(SYRINGES, MALE, 1), Cell.of(KITS, DEFAULT, 3))), usual(SOUTH));
        var bytes = new ByteArrayOutputStream();
        var kept = figures(NORTH, Cell.of(SYRINGES, MALE, 0));
        DataValueJson.write(List.of(withdrawing(kept, new Cell.Key(KITS, DEFAULT)), usual(SOUTH)), bytes);
        var imported = outbound.to(dhis2)
                .send(Request.post(
                        "/api/dataValueSets", "application/json", DataValueJson.MEDIA_TYPE, bytes.toByteArray()));
        assertThat(Verdicts.of(imported, new Asked(4))).isEqualTo(new Verdict.Done(4));
        assertThat(stored()).containsExactlyInAnyOrder("0", "120", "80");
    }
}
