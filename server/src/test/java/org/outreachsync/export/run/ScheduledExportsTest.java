package org.outreachsync.export.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.State;
import org.outreachsync.indicator.Period;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.memory.MemoryStore;

/** Exports run when they are due: each once, whatever clocks and servers do. */
class ScheduledExportsTest {

    @TempDir
    private Path folder;

    private ExportsRig rig;

    @BeforeEach
    void aMonthlyDestination() {
        rig = new ExportsRig(new MemoryStore(), folder).save(ExportsRig.MONTHLY);
        rig.figures.byPeriod.put("202610", 41L);
    }

    private static List<String> states(Exports server) {
        return server.list(null, null, null, 100).stream()
                .map(entry -> entry.id() + " " + entry.state())
                .sorted()
                .toList();
    }

    @Test
    void theLastMonthIsReportedOnceItIsDue() {
        var server = rig.server();
        rig.at("2026-11-04T20:59:00Z");
        rig.tick(server);
        assertThat(states(server)).isEmpty();
        // Three o'clock in Bishkek on the fifth.
        rig.at("2026-11-04T21:00:00Z");
        for (int minute = 0; minute < 50; minute++) {
            rig.tick(server);
            rig.pass(Duration.ofMinutes(1));
        }
        assertThat(states(server)).containsExactly("DONOR.MONTHLY.202610.1 DELIVERED");
        assertThat(rig.channel.ids).containsExactly("DONOR.MONTHLY.202610.1");
        assertThat(rig.told).containsExactly("READY DONOR.MONTHLY.202610.1");
        var entry = server.get("DONOR.MONTHLY.202610.1");
        assertThat(entry.origin().occurrence()).isEqualTo("2026-11-05T03:00");
        assertThat(entry.progress().receipt()).isEqualTo("it is there");
        assertThat(entry.progress().attempts()).hasSize(1);
    }

    @Test
    void aClockThatIsSetBackOverAnOccurrenceRunsItOnce() {
        var server = rig.server();
        rig.at("2026-11-04T20:00:00Z");
        rig.tick(server);
        rig.at("2026-11-04T21:00:30Z");
        rig.tick(server);
        rig.at("2026-11-04T20:58:00Z");
        for (int minute = 0; minute < 10; minute++) {
            rig.tick(server);
            rig.pass(Duration.ofMinutes(1));
        }
        assertThat(rig.channel.ids).containsExactly("DONOR.MONTHLY.202610.1");
        assertThat(rig.figures.asked.get()).isEqualTo(1);
    }

    @Test
    void aClockThatWasAYearAheadStopsNoLaterRun() {
        var server = rig.server();
        rig.at("2026-11-01T00:00:00Z");
        rig.tick(server);
        rig.at("2027-11-06T00:00:00Z");
        rig.tick(server);
        rig.at("2026-12-06T00:00:00Z");
        rig.tick(server);
        assertThat(rig.channel.ids).contains("DONOR.MONTHLY.202611.1").doesNotHaveDuplicates();
    }

    @Test
    void periodsThatWereMissedAreCaughtUp() {
        var server = rig.server();
        rig.at("2026-10-20T00:00:00Z");
        rig.tick(server);
        rig.at("2027-01-20T00:00:00Z");
        rig.tick(rig.server());
        assertThat(states(server))
                .containsExactly(
                        "DONOR.MONTHLY.202610.1 DELIVERED",
                        "DONOR.MONTHLY.202611.1 DELIVERED",
                        "DONOR.MONTHLY.202612.1 DELIVERED");
        assertThat(rig.figures.asked.get()).as("they are made safe together").isEqualTo(1);
    }

    @Test
    void twoSchedulesAtOnceRunBoth() {
        rig.save(ExportsRig.MONTHLY.replace("DONOR", "OTHER"));
        var server = rig.server();
        rig.tick(server);
        rig.at("2026-11-06T00:00:00Z");
        rig.tick(server);
        assertThat(rig.channel.ids).containsExactlyInAnyOrder("DONOR.MONTHLY.202610.1", "OTHER.MONTHLY.202610.1");
        assertThat(rig.figures.known).hasSize(2);
        assertThat(rig.figures.known.getLast())
                .as("what the first recipient was told is known when the second is told")
                .extracting(earlier -> earlier.value())
                .containsExactly(41L);
    }

    @Test
    void anExportWaitsForTabletsAsLongAsItsGraceTime() {
        rig.haveSynced = false;
        var server = rig.server();
        rig.tick(server);
        rig.at("2026-11-06T00:00:00Z");
        rig.tick(server);
        assertThat(states(server)).containsExactly("DONOR.MONTHLY.202610.1 WAITING");
        rig.at("2026-11-14T20:59:59Z");
        rig.tick(server);
        assertThat(states(server)).containsExactly("DONOR.MONTHLY.202610.1 WAITING");
        rig.at("2026-11-14T21:00:00Z");
        rig.tick(server);
        assertThat(states(server)).containsExactly("DONOR.MONTHLY.202610.1 DELIVERED");
    }

    @Test
    void anExportGoesAsSoonAsEveryTabletHasSynced() {
        rig.haveSynced = false;
        var server = rig.server();
        rig.tick(server);
        rig.at("2026-11-06T00:00:00Z");
        rig.tick(server);
        rig.haveSynced = true;
        rig.pass(Duration.ofMinutes(1));
        rig.tick(server);
        assertThat(states(server)).containsExactly("DONOR.MONTHLY.202610.1 DELIVERED");
    }

    @Test
    void aPersonStartsAnExportThatDoesNotWait() {
        rig.haveSynced = false;
        var server = rig.server();
        var run = rig.server().start("DONOR", Period.parse("202609"), "p1");
        assertThat(run.entries()).extracting(Entry::state).containsExactly(State.RELEASED);
        rig.tick(server);
        assertThat(states(server)).containsExactly("DONOR.MONTHLY.202609.1 DELIVERED");
        assertThat(server.get("DONOR.MONTHLY.202609.1").origin().by()).isEqualTo("p1");
        assertThat(server.start("DONOR", Period.parse("202609"), "p1").entries())
                .isEmpty();
        assertThatThrownBy(() -> server.start("DONOR", Period.parse("202610"), "p1"))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> server.start("DONOR", Period.parse("2026Q3"), "p1"))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> server.start("NOBODY", null, "p1")).isInstanceOf(RefusedException.class);
    }

    @Test
    void aDryRunStoresNothing() {
        var server = rig.server();
        rig.at("2026-11-20T00:00:00Z");
        var dry = server.dryRun(ExportsRig.read(ExportsRig.MONTHLY, 1), null);
        assertThat(dry.stop()).isNull();
        assertThat(dry.previews()).singleElement().satisfies(preview -> {
            assertThat(preview.table().head().period().text()).isEqualTo("202610");
            assertThat(preview.isProtected()).isEqualTo(1);
        });
        assertThat(states(server)).isEmpty();
    }

    @Test
    void whatWaitsIsCounted() {
        rig.haveSynced = false;
        var server = rig.server();
        rig.tick(server);
        rig.at("2026-11-06T00:00:00Z");
        rig.tick(server);
        assertThat(server.waiting()).containsEntry(State.WAITING, 1L).containsEntry(State.UNDELIVERED, 0L);
        assertThat(Instant.parse("2026-11-14T21:00:00Z"))
                .isEqualTo(server.get("DONOR.MONTHLY.202610.1").origin().waitUntil());
    }

    @Test
    void aScheduleThatIsPutInAgainOrChangedBeginsAnew() {
        var server = rig.server();
        rig.tick(server);
        rig.save(ExportsRig.BY_HAND);
        rig.pass(Duration.ofDays(300));
        rig.tick(server);
        for (var document : List.of(ExportsRig.MONTHLY, ExportsRig.MONTHLY.replace("0 3 5", "0 3 1"))) {
            rig.save(document);
            for (int round = 0; round < 3; round++) {
                rig.pass(Duration.ofMinutes(1));
                rig.tick(server);
            }
            assertThat(states(server)).isEmpty();
        }
        // Another title is no other schedule, and no reason to leave a month out.
        rig.save(ExportsRig.MONTHLY.replace("0 3 5", "0 3 1").replace("A donor", "The donor"));
        rig.at("2027-09-01T06:00:00Z");
        rig.tick(server);
        assertThat(states(server)).containsExactly("DONOR.MONTHLY.202708.1 DELIVERED");
    }

    /** Records are dated where the programme is; east of it, the next month has begun already. */
    @Test
    void aMonthIsReportedWhenItIsOverWhereTheProgrammeIs() {
        rig.save(ExportsRig.MONTHLY
                .replace("Asia/Bishkek", "Pacific/Kiritimati")
                .replace("0 3 5", "0 0 1")
                .replace("grace_days: 10", "grace_days: 0"));
        var server = rig.server();
        rig.tick(server);
        rig.at("2026-10-31T10:05:00Z");
        rig.tick(server);
        assertThat(states(server)).containsExactly("DONOR.MONTHLY.202609.1 DELIVERED");
        assertThatThrownBy(() -> server.start("DONOR", Period.parse("202610"), "p1"))
                .hasMessageContaining("not over");
    }

    @Test
    void oneDestinationThatCannotBeUsedStopsNoOther() {
        rig.save(ExportsRig.MONTHLY.replace("code: DONOR", "code: GONE"));
        var server = rig.server();
        rig.tick(server);
        rig.haveSynced = false;
        rig.at("2026-11-06T00:00:00Z");
        rig.tick(server);
        assertThat(states(server)).containsExactly("DONOR.MONTHLY.202610.1 WAITING", "GONE.MONTHLY.202610.1 WAITING");
        rig.haveSynced = true;
        rig.unusable.add("GONE");
        rig.tick(server);
        assertThat(states(server)).containsExactly("DONOR.MONTHLY.202610.1 DELIVERED", "GONE.MONTHLY.202610.1 WAITING");
        assertThat(server.unusable()).isEqualTo(1);
        rig.unusable.clear();
        rig.tick(server);
        assertThat(states(server))
                .containsExactly("DONOR.MONTHLY.202610.1 DELIVERED", "GONE.MONTHLY.202610.1 DELIVERED");
        assertThat(server.unusable()).isZero();
    }

    @Test
    void whatIsCountedIsReportedAlthoughServersEndWhileTheyCountAnother() {
        rig.save(ExportsRig.MONTHLY.replace("code: DONOR", "code: LATER"));
        var first = rig.server();
        rig.tick(first);
        rig.at("2026-11-20T00:00:00Z");
        rig.figures.meanwhile = () -> {
            if (rig.figures.asked.get() > 1) {
                throw new StoreUnavailableException("the server ends here", null);
            }
        };
        rig.tick(first);
        assertThat(states(first)).containsExactly("DONOR.MONTHLY.202610.1 PREPARED", "LATER.MONTHLY.202610.1 WAITING");
        rig.pass(ExportsRig.LIMITS.lease());
        rig.tick(rig.server());
        rig.pass(ExportsRig.LIMITS.lease());
        var third = rig.server();
        rig.tick(third);
        assertThat(states(third)).containsExactly("DONOR.MONTHLY.202610.1 DELIVERED", "LATER.MONTHLY.202610.1 WAITING");
    }
}
