package org.outreachsync.export.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.export.build.Preparation.Prepared;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.ledger.Entry.Change;
import org.outreachsync.export.ledger.Progress.Asked;
import org.outreachsync.export.ledger.Progress.Attempt;
import org.outreachsync.export.ledger.Progress.Cause;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.ledger.Stop;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.memory.MemoryStore;

/** A reported period is frozen: late records propose a restatement, and somebody or a rule decides. */
class RestatementTest {

    private static final String FIRST = "DONOR.MONTHLY.202610.1";
    private static final String SECOND = "DONOR.MONTHLY.202610.2";
    private static final String THIRD = "DONOR.MONTHLY.202610.3";

    @TempDir
    private Path folder;

    private final KeptSnapshots store = new KeptSnapshots(new MemoryStore());
    private ExportsRig rig;
    private Exports server;

    @BeforeEach
    void oneMonthWasReported() {
        rig = new ExportsRig(store, folder).save(ExportsRig.MONTHLY);
        rig.figures.byPeriod.put("202610", 41L);
        server = rig.server();
        rig.tick(server);
        rig.at("2026-11-06T00:00:00Z");
        rig.tick(server);
        assertThat(server.get(FIRST).state()).isEqualTo(State.DELIVERED);
    }

    private void nextMonth() {
        rig.pass(Duration.ofDays(31));
        rig.tick(server);
        rig.tick(server);
    }

    @Test
    void aRestatementWaitsForApprovalWithWhatItChanges() {
        rig.figures.byPeriod.put("202610", 63L);
        nextMonth();
        var proposal = server.get(SECOND);
        assertThat(proposal.state()).isEqualTo(State.NEEDS_APPROVAL);
        assertThat(proposal.changes()).containsExactly(new Change("CONTACTS site:OSH-1 202610", "~40", "~65"));
        assertThat(rig.channel.ids).doesNotContain(SECOND);
        assertThat(server.waiting()).containsEntry(State.NEEDS_APPROVAL, 1L);

        assertThat(rig.told).contains("NEEDS_APPROVAL " + SECOND);

        assertThat(server.approve(SECOND, "p2").approval())
                .satisfies(by -> assertThat(by.by()).isEqualTo("p2"));
        rig.tick(server);
        assertThat(rig.channel.ids).endsWith(SECOND);
        assertThat(server.get(SECOND).state()).isEqualTo(State.DELIVERED);
        assertThat(server.get(SECOND).progress().attempts())
                .extracting(Attempt::asked)
                .containsExactly(new Asked(Cause.RELEASED, "p2"));
        assertThat(server.get(FIRST).state()).isEqualTo(State.SUPERSEDED);
        assertThatThrownBy(() -> server.approve(SECOND, "p3"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("approved already, by p2 at 20")
                .hasMessageContaining("DELIVERED");
        assertThatThrownBy(() -> server.withdraw(SECOND, "p3")).hasMessageContaining("approved already, by p2");
    }

    @Test
    void whatRecipientsKnowIsKnownWhenItIsCountedAgain() {
        rig.figures.byPeriod.put("202610", 63L);
        nextMonth();
        assertThat(rig.figures.known)
                .anySatisfy(earlier -> assertThat(earlier)
                        .extracting(
                                one -> one.value() + " " + one.key().period().text())
                        .containsExactly("41 202610"));
    }

    @Test
    void whatRecipientsWouldNotSeeIsNoRestatement() {
        rig.figures.byPeriod.put("202610", 42L);
        nextMonth();
        assertThat(server.list("DONOR", null, null, 10))
                .extracting(entry -> entry.id().toString())
                .containsExactlyInAnyOrder(FIRST, "DONOR.MONTHLY.202611.1");
    }

    @Test
    void aProposalThatIsNotRightAnyMoreIsWithdrawn() {
        rig.figures.byPeriod.put("202610", 63L);
        nextMonth();
        rig.figures.byPeriod.put("202610", 90L);
        nextMonth();
        var stop = server.get(SECOND).stop();
        assertThat(stop == null ? null : stop.code()).isEqualTo(Stop.Code.WITHDRAWN);
        assertThat(server.get(THIRD).changes()).containsExactly(new Change("CONTACTS site:OSH-1 202610", "~40", "~90"));
        assertThatThrownBy(() -> server.approve(SECOND, "p2")).isInstanceOf(RefusedException.class);
        assertThat(rig.figures.known.getLast())
                .as("nobody was told what was withdrawn")
                .noneMatch(earlier -> earlier.value() == 63);
        rig.figures.byPeriod.put("202610", 41L);
        nextMonth();
        assertThat(server.get(THIRD).state()).isEqualTo(State.STOPPED);
    }

    @Test
    void aPersonWithdrawsAProposalWhichLeavesNothingBehind() throws IOException {
        var before = store.parts();
        rig.figures.byPeriod.put("202610", 63L);
        // The next month is not reported, so that nothing else is kept.
        server.start("DONOR", server.get(FIRST).id().period(), "p1");
        assertThat(store.parts()).hasSizeGreaterThan(before.size());
        assertThat(folder.resolve("DONOR.MONTHLY.202610.2")).isDirectory();

        var withdrawn = server.withdraw(SECOND, "p4");
        assertThat(withdrawn.state()).isEqualTo(State.STOPPED);
        assertThat(withdrawn.stop()).isEqualTo(Stop.withdrawn("A person withdrew it.", "p4"));
        assertThat(store.parts()).isEqualTo(before);
        assertThatThrownBy(() -> server.rebuild(SECOND)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> server.withdraw(SECOND, "p5"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("withdrawn already, by p4");
        assertThatThrownBy(() -> server.approve(SECOND, "p5")).hasMessageContaining("withdrawn already, by p4");
        rig.pass(Duration.ofHours(1));
        rig.tick(server);
        assertThat(folder.resolve("DONOR.MONTHLY.202610.2")).doesNotExist();
        assertThat(folder.resolve(FIRST)).isDirectory();
        assertThat(server.waiting()).containsEntry(State.STOPPED, 0L);
        assertThat(server.rebuild(FIRST)).hasSize(3);

        var again = server.start("DONOR", server.get(FIRST).id().period(), "p1");
        assertThat(again.entries()).extracting(entry -> entry.id().toString()).containsExactly(THIRD);
    }

    @Test
    void aStoppedRestatementNeedsNobodyOnceItCanBeCounted() {
        rig.figures.byPeriod.put("202610", 63L);
        rig.figures.refusal = new Prepared.Unsafe(List.of("a cell"));
        server.start("DONOR", server.get(FIRST).id().period(), "p1");
        rig.tick(server);
        assertThat(server.waiting()).containsEntry(State.STOPPED, 1L);
        rig.figures.refusal = null;
        rig.figures.byPeriod.put("202610", 41L);
        server.start("DONOR", server.get(FIRST).id().period(), "p1");
        rig.tick(server);
        assertThat(server.waiting()).containsEntry(State.STOPPED, 0L);
    }

    @Test
    void aProposalStaysWhileNothingChanges() {
        rig.figures.byPeriod.put("202610", 63L);
        nextMonth();
        var run = server.start("DONOR", server.get(FIRST).id().period(), "p1");
        assertThat(run.entries()).extracting(entry -> entry.id().toString()).containsExactly(SECOND);
        nextMonth();
        assertThat(server.get(SECOND).state()).isEqualTo(State.NEEDS_APPROVAL);
    }

    @Test
    void aRuleReleasesRestatements() {
        rig.save(ExportsRig.MONTHLY.replace("grace_days: 10", "grace_days: 10, restates: true"));
        rig.figures.byPeriod.put("202610", 63L);
        nextMonth();
        assertThat(server.get(SECOND).state()).isEqualTo(State.DELIVERED);
        assertThat(server.get(SECOND).changes()).hasSize(1);
    }

    @Test
    void anEarlierRevisionDoesNotArriveAfterALaterOne() {
        var away = new Outcome.NeedsHelp("The password is wrong.", Outcome.HelpFrom.OWNER);
        server.sendAgain(FIRST, "p3");
        rig.channel.answers.add(away);
        rig.tick(server);
        assertThat(server.get(FIRST).state()).isEqualTo(State.UNDELIVERED);
        rig.figures.byPeriod.put("202610", 63L);
        server.start("DONOR", server.get(FIRST).id().period(), "p1");
        server.approve(SECOND, "p2");
        rig.tick(server);
        assertThat(server.get(SECOND).progress().attempts())
                .extracting(Attempt::asked)
                .containsExactly(new Asked(Cause.RELEASED, "p2"));
        assertThat(server.get(FIRST).state()).isEqualTo(State.SUPERSEDED);
        assertThat(server.get(SECOND).state()).isEqualTo(State.DELIVERED);
        assertThatThrownBy(() -> server.sendAgain(FIRST, "p3")).isInstanceOf(RefusedException.class);
    }

    @Test
    void aRestatementThatCannotBeMadeSafeIsStoppedOnce() {
        rig.figures.refusal = new Prepared.Unsafe(List.of("CONTACTS at OSH-1"));
        nextMonth();
        nextMonth();
        assertThat(server.list("DONOR", State.STOPPED, null, 10))
                .filteredOn(entry -> entry.id().period().text().equals("202610"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.stop()).isNotNull();
                    assertThat(entry.stop().code()).isEqualTo(Stop.Code.UNSAFE);
                    assertThat(entry.stop().details()).containsExactly("CONTACTS at OSH-1");
                });
        assertThat(server.get(FIRST).state()).as("what was reported stays").isEqualTo(State.DELIVERED);
        assertThat(rig.told).contains("OWNER_HELPS DONOR.MONTHLY.202610.2");
    }

    private void countingIsBusy() {
        rig.figures.meanwhile = () -> {
            throw new RefusedException(Code.BUSY, "busy");
        };
    }

    @Test
    void countingThatDidNotPauseIsNotCalledUnchanged() {
        rig.figures.byPeriod.put("202610", 90L);
        countingIsBusy();
        var period = server.get(FIRST).id().period();
        assertThatThrownBy(() -> server.start("DONOR", period, "p1"))
                .isInstanceOfSatisfying(
                        RefusedException.class, busy -> assertThat(busy.code()).isEqualTo(Code.BUSY));
        rig.figures.meanwhile = () -> {};
        assertThat(server.start("DONOR", period, "p1").entries()).hasSize(1);
    }

    @Test
    void whatStoppedARecountBeforeIsShownAgain() {
        rig.figures.refusal = new Prepared.Unsafe(List.of("a cell"));
        var period = server.get(FIRST).id().period();
        for (int run = 0; run < 2; run++) {
            assertThat(server.start("DONOR", period, "p1").entries())
                    .extracting(entry -> entry.id() + " " + entry.state())
                    .containsExactly(SECOND + " STOPPED");
        }
    }

    @Test
    void aScheduledRecountThatMetBusyCountingIsTriedAgain() {
        rig.figures.byPeriod.put("202610", 90L);
        countingIsBusy();
        rig.at("2026-12-06T00:00:00Z");
        for (int round = 0; round < 3; round++) {
            rig.tick(server);
            rig.pass(Duration.ofSeconds(10));
        }
        rig.figures.meanwhile = () -> {};
        rig.tick(server);
        assertThat(server.get(SECOND).state()).isEqualTo(State.NEEDS_APPROVAL);
        int asked = rig.figures.asked.get();
        rig.tick(server);
        assertThat(rig.figures.asked.get()).as("the occurrence is done").isEqualTo(asked);
    }

    /** Delivering the second takes minutes; somebody sends the first again meanwhile. */
    @Test
    void anEarlierRevisionIsNotSentAgainWhileALaterOneIsOnItsWay() {
        rig.figures.byPeriod.put("202610", 63L);
        server.start("DONOR", server.get(FIRST).id().period(), "p1");
        server.approve(SECOND, "p2");
        rig.channel.meanwhile =
                () -> assertThatThrownBy(() -> server.sendAgain(FIRST, "p3")).hasMessageContaining("later revision");
        rig.tick(server);
        rig.channel.meanwhile = () -> {};
        rig.pass(Duration.ofMinutes(1));
        rig.tick(server);
        assertThat(rig.channel.ids).endsWith(SECOND);
        assertThat(server.get(FIRST).state()).isEqualTo(State.SUPERSEDED);
    }
}
