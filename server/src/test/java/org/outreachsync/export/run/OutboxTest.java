package org.outreachsync.export.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.delivery.Outcome.HelpFrom;
import org.outreachsync.export.ledger.Progress.Asked;
import org.outreachsync.export.ledger.Progress.Attempt;
import org.outreachsync.export.ledger.Progress.Cause;
import org.outreachsync.export.ledger.Progress.Result;
import org.outreachsync.export.ledger.State;
import org.outreachsync.indicator.Period;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.memory.MemoryStore;

/** What is released arrives once, or people are told why not. */
class OutboxTest {

    private static final String ID = "DONOR.MONTHLY.202609.1";

    @TempDir
    private Path folder;

    private ExportsRig rig;
    private Exports server;

    @BeforeEach
    void oneExportIsReleased() {
        rig = new ExportsRig(new MemoryStore(), folder).save(ExportsRig.BY_HAND);
        rig.figures.byPeriod.put("202609", 41L);
        server = rig.server();
        server.start("DONOR", Period.parse("202609"), "p1");
        assertThat(server.get(ID).state()).isEqualTo(State.RELEASED);
    }

    private static Outcome down() {
        return new Outcome.Retry("The far side is down.", null);
    }

    @Test
    void waitsLongerAfterEachTryAndKeepsAllOfThem() {
        for (int at = 0; at < 4; at++) {
            rig.channel.answers.add(down());
        }
        var waits = new ArrayList<Duration>();
        for (int at = 0; at < 4; at++) {
            rig.tick(server);
            var due = server.get(ID).due().orElseThrow();
            waits.add(Duration.between(rig.now(), due));
            rig.pass(Duration.between(rig.now(), due).minusMillis(1));
            rig.tick(server);
            assertThat(rig.channel.ids).as("not before its time").hasSize(at + 1);
            rig.pass(Duration.ofMillis(1));
        }
        rig.tick(server);
        for (int at = 0; at < 4; at++) {
            var usual = Duration.ofMinutes(1L << at);
            assertThat(waits.get(at))
                    .isBetween(
                            usual.multipliedBy(4).dividedBy(5),
                            usual.multipliedBy(6).dividedBy(5));
        }
        assertThat(server.get(ID).progress().attempts())
                .extracting(Attempt::result)
                .containsExactly(Result.RETRY, Result.RETRY, Result.RETRY, Result.RETRY, Result.DELIVERED);
    }

    @Test
    void waitsAsLongAsTheFarSideAsks() {
        rig.channel.answers.add(new Outcome.Retry("Busy.", Duration.ofHours(3)));
        rig.tick(server);
        assertThat(server.get(ID).due().orElseThrow())
                .isAfterOrEqualTo(rig.now().plus(Duration.ofHours(3)));
    }

    @Test
    void isGivenUpAfterSoManyTriesAndSomebodyIsTold() {
        int times = ExportsRig.LIMITS.delivery().times();
        for (int at = 0; at <= times; at++) {
            rig.channel.answers.add(down());
        }
        for (int at = 0; at <= times; at++) {
            rig.tick(server);
            rig.pass(Duration.ofHours(8));
        }
        rig.tick(server);
        var entry = server.get(ID);
        assertThat(entry.state()).isEqualTo(State.UNDELIVERED);
        assertThat(entry.progress().attempts()).hasSize(times + 1);
        assertThat(entry.progress().attempts().getLast().reason()).isEqualTo("The far side is down.");
        assertThat(rig.told).containsExactly("FAR_SIDE_HELPS " + ID);
        assertThat(server.waiting()).containsEntry(State.UNDELIVERED, 1L);

        server.sendAgain(ID, "p3");
        rig.tick(server);
        assertThat(server.get(ID).state()).isEqualTo(State.DELIVERED);
        assertThat(server.get(ID).progress().attempts()).hasSize(times + 2);
        assertThat(server.get(ID).progress().attempts())
                .extracting(Attempt::asked)
                .startsWith(new Asked(Cause.RELEASED, "p1"), new Asked(Cause.RETRY, "p1"))
                .endsWith(new Asked(Cause.RETRY, "p1"), new Asked(Cause.SENT_AGAIN, "p3"));
        rig.tick(server);
        assertThat(server.waiting()).containsEntry(State.UNDELIVERED, 0L);
    }

    @Test
    void waitsForAPersonWhoCanHelp() {
        rig.channel.answers.add(new Outcome.NeedsHelp("The password is wrong.", HelpFrom.OWNER));
        rig.tick(server);
        rig.pass(Duration.ofDays(9));
        rig.tick(server);
        assertThat(rig.channel.ids).hasSize(1);
        assertThat(rig.told).containsExactly("OWNER_HELPS " + ID);
        assertThat(server.list(null, State.UNDELIVERED, null, 10)).hasSize(1);
    }

    @Test
    void aServerThatStoppedDuringADeliveryIsFollowedByAnotherAfterItsClaim() {
        rig.channel.meanwhile = () -> {
            throw new Killed();
        };
        rig.tick(server);
        rig.channel.meanwhile = () -> {};
        var other = rig.server();
        rig.tick(other);
        rig.pass(Duration.ofSeconds(119));
        rig.tick(other);
        assertThat(rig.channel.ids).hasSize(1);
        rig.pass(Duration.ofSeconds(1));
        rig.tick(other);
        assertThat(rig.channel.ids).containsExactly(ID, ID);
        assertThat(rig.channel.arrived.getFirst()).usingRecursiveComparison().isEqualTo(rig.channel.arrived.getLast());
        assertThat(other.get(ID).progress().attempts())
                .extracting(Attempt::result)
                .containsExactly(Result.BEGUN, Result.DELIVERED);
        assertThat(other.get(ID).progress().attempts())
                .extracting(Attempt::asked)
                .containsExactly(new Asked(Cause.RELEASED, "p1"), new Asked(Cause.TAKEN_OVER, "p1"));
    }

    /** Ends a server in the middle of whatever it does. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    @Test
    void aServerThatWasPausedDoesNotFinishWhatAnotherTookOver() {
        var other = rig.server();
        rig.channel.meanwhile = () -> {
            rig.channel.meanwhile = () -> {};
            rig.pass(Duration.ofHours(1));
            rig.tick(other);
        };
        rig.channel.answers.add(new Outcome.Delivered("by the second"));
        rig.channel.answers.add(new Outcome.NeedsHelp("by the first, which had slept", HelpFrom.OWNER));
        rig.tick(server);
        assertThat(server.get(ID).state()).isEqualTo(State.DELIVERED);
        assertThat(server.get(ID).progress().receipt()).isEqualTo("by the second");
        assertThat(rig.told).doesNotContain("OWNER_HELPS " + ID);
    }

    @Test
    void twoServersDoNotDeliverAtOnce() {
        var other = rig.server();
        rig.channel.meanwhile = () -> rig.tick(other);
        rig.tick(server);
        assertThat(rig.channel.ids).containsExactly(ID);
        assertThatThrownBy(() -> server.sendAgain("DONOR.MONTHLY.202608.1", "p3"))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void aPersonCannotSendAgainWhatIsBeingSent() {
        rig.channel.meanwhile =
                () -> assertThatThrownBy(() -> server.sendAgain(ID, "p3")).isInstanceOf(RefusedException.class);
        rig.tick(server);
        assertThat(server.get(ID).state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void aChannelThatFailsHereIsShown() {
        rig.channel.meanwhile = () -> {
            throw new IllegalArgumentException("A parcel has 1 to 64 files.");
        };
        rig.tick(server);
        rig.tick(server);
        assertThat(server.get(ID).state()).isEqualTo(State.UNDELIVERED);
        assertThat(List.copyOf(rig.told)).containsExactly("OWNER_HELPS " + ID);
    }

    /** The mail server is away, too, as in one outage. */
    @Test
    void aNoticeThatWaitsShortensNoWait() {
        rig.channel.answers.add(new Outcome.NeedsHelp("The password is wrong.", HelpFrom.OWNER));
        rig.mail.add(new Outcome.Retry("away", null));
        rig.tick(server);
        assertThat(server.get(ID).notice()).isNotNull();
        server.sendAgain(ID, "p3");
        assertThat(rig.channel.forgotten).containsExactly(ID);
        for (int at = 0; at < 200; at++) {
            rig.channel.answers.add(new Outcome.Retry("away", null));
        }
        for (int minute = 0; minute < 20; minute++) {
            rig.tick(server);
            rig.pass(Duration.ofMinutes(1));
        }
        assertThat(server.get(ID).state()).isEqualTo(State.RELEASED);
        assertThat(rig.channel.ids).as("waits grow from a minute").hasSizeBetween(3, 7);
        assertThat(rig.channel.forgotten)
                .as("the far side is asked anew when a person says so, and not at each attempt")
                .containsExactly(ID, ID);
    }

    @Test
    void aCredentialThatIsMissingSaysSo() {
        var missing = new RefusedException(Code.CREDENTIAL_MISSING, "The destination needs the credential far.");
        rig.missing = missing;
        rig.tick(server);
        assertThat(server.get(ID).state()).isEqualTo(State.UNDELIVERED);
        assertThat(server.get(ID).progress().attempts().getLast().reason())
                .isEqualTo("The destination needs the credential far.");
        assertThatThrownBy(() -> server.sendAgain(ID, "p3")).isSameAs(missing);
        assertThatThrownBy(() -> server.start("DONOR", Period.parse("202608"), "p1"))
                .isSameAs(missing);
        assertThat(server.list("DONOR", null, null, 10)).as("nothing was made").hasSize(1);
    }

    @Test
    void whatWasReleasedForADestinationThatWasRemovedEnds() {
        rig.removed.add("DONOR");
        rig.tick(server);
        assertThat(server.get(ID).state()).isEqualTo(State.UNDELIVERED);
        assertThat(server.get(ID).progress().attempts().getLast().reason()).contains("was removed");
        assertThat(rig.channel.ids).isEmpty();
    }
}
