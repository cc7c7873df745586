package org.outreachsync.export.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.config.Limits;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.destination.Anywhere;
import org.outreachsync.export.destination.DestinationReader;
import org.outreachsync.export.destination.Destinations;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.EntryId;
import org.outreachsync.export.ledger.Ledger;
import org.outreachsync.export.ledger.Progress.Attempt;
import org.outreachsync.export.ledger.Progress.Result;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.ledger.Stop;
import org.outreachsync.identity.DonorKeys;
import org.outreachsync.identity.Secrets;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Tables;

/** What exports promise holds on every store. */
abstract class ExportsStoreContract {

    private static final String FIRST = "DONOR.MONTHLY.202610.1";
    private static final String SECOND = "DONOR.MONTHLY.202610.2";

    @TempDir
    Path folder;

    private DocumentStore store;
    private ExportsRig rig;

    abstract DocumentStore open();

    @BeforeEach
    void openAStore() {
        store = open();
        rig = new ExportsRig(store, folder.resolve("files")).save(ExportsRig.MONTHLY);
        rig.figures.byPeriod.put("202610", 41L);
    }

    @AfterEach
    void closeTheStore() {
        store.close();
    }

    @Test
    void everyVersionOfADestinationIsKeptAndOneOfTwoWritersWins() {
        var limits = Limits.standard().channels().destinations();
        var formats = new DestinationReader.Formats(Set.of("csv"), Set.of());
        var reader = new DestinationReader(CountingRig.CATALOGUE, formats, limits);
        var one = new Destinations(store, rig.sealer, reader, Anywhere.ANYWHERE, rig.clock, limits);
        var other = new Destinations(store, rig.sealer, reader, Anywhere.ANYWHERE, rig.clock, limits);
        one.add(ExportsRig.MONTHLY, "Aida");
        one.add(ExportsRig.MONTHLY.replace("DONOR", "DONOR-2"), "Aida");
        one.replace("DONOR", 1, ExportsRig.MONTHLY + "# two\n", "Aida");
        assertThatThrownBy(() -> other.replace("DONOR", 1, ExportsRig.MONTHLY + "# late\n", "Bek"))
                .isInstanceOf(RefusedException.class);
        assertThat(other.all().usable())
                .extracting(destination -> destination.code() + " " + destination.version())
                .containsExactly("DONOR 2", "DONOR-2 1");
        assertThat(other.document("DONOR", 1)).isEqualTo(ExportsRig.MONTHLY);
        assertThat(other.document("DONOR", 2)).endsWith("# two\n");
    }

    @Test
    void anEntryIsOnlyChangedFromTheStateThatItsWriterSaw() {
        var ledger = new Ledger(store, rig.sealer);
        var id = EntryId.parse(FIRST);
        var planned = Entry.planned(id, new Entry.Origin(rig.now(), "p1", "", rig.now()));
        assertThat(ledger.add(planned)).isTrue();
        assertThat(ledger.add(planned)).isFalse();
        var read = ledger.find(id).orElseThrow();
        var stop = new Stop(Stop.Code.UNSAFE, "Known.", List.of("a cell"));
        assertThat(ledger.replace(read.stopped(stop, null))).isPresent();
        assertThat(ledger.replace(read.again(read.origin()))).isEmpty();
        assertThat(ledger.find(id).orElseThrow().stop()).isEqualTo(stop);
        assertThat(ledger.in(State.STOPPED, 10)).hasSize(1);
        assertThat(ledger.in(State.WAITING, 10)).isEmpty();
        assertThat(ledger.page("DONOR", null, rig.now(), 10)).hasSize(1);
        assertThat(ledger.page(null, null, rig.now().minusMillis(1), 10)).isEmpty();
    }

    @Test
    void entriesAreListedTheNewestFirstAndCountedIfSomebodyHasToDoSomething() {
        var ledger = new Ledger(store, rig.sealer);
        var why = new Stop(Stop.Code.NOT_COUNTABLE, "Gone.", List.of());
        for (int month = 1; month <= 6; month++) {
            var code = month % 2 == 0 ? "OTHER" : "DONOR";
            var id = EntryId.parse(code + ".MONTHLY.20260" + month + ".1");
            ledger.add(Entry.planned(id, new Entry.Origin(rig.now(), "p1", "", rig.now())));
            if (month > 2) {
                ledger.replace(ledger.find(id).orElseThrow().stopped(why, null));
            }
            rig.pass(Duration.ofSeconds(1));
        }
        assertThat(ids(ledger.page(null, State.STOPPED, null, 3)))
                .containsExactly("OTHER.MONTHLY.202606.1", "DONOR.MONTHLY.202605.1", "OTHER.MONTHLY.202604.1");
        assertThat(ids(ledger.page("DONOR", State.STOPPED, null, 1))).containsExactly("DONOR.MONTHLY.202605.1");
        assertThat(ids(ledger.page("DONOR", State.STOPPED, rig.now().minusSeconds(3), 9)))
                .containsExactly("DONOR.MONTHLY.202603.1");
        assertThat(ids(ledger.page("OTHER", State.WAITING, null, 9))).containsExactly("OTHER.MONTHLY.202602.1");
        assertThat(ledger.open(State.STOPPED)).isEqualTo(4);
        assertThat(ledger.open(State.WAITING)).isEqualTo(2);

        var followed = EntryId.parse("DONOR.MONTHLY.202603.1");
        ledger.add(Entry.planned(followed.next(), new Entry.Origin(rig.now(), "p1", "", rig.now())));
        assertThat(ledger.open(State.STOPPED)).as("a later revision is there").isEqualTo(3);
        assertThat(ledger.find(followed).orElseThrow().stop()).isNotNull();
        var needless = ledger.find(EntryId.parse("OTHER.MONTHLY.202604.1")).orElseThrow();
        ledger.replace(needless.stopped(Stop.withdrawn("Not needed.", ""), null));
        assertThat(ledger.open(State.STOPPED)).isEqualTo(2);
    }

    private static List<String> ids(List<Entry> entries) {
        return entries.stream().map(entry -> entry.id().toString()).toList();
    }

    @Test
    void whatIsDueIsDeliveredAndTriedAgainAndDeliveredByOneServer() {
        var server = rig.server();
        rig.tick(server);
        rig.at("2026-11-06T00:00:00Z");
        rig.channel.answers.add(new Outcome.Retry("Busy.", null));
        rig.channel.meanwhile = () -> rig.tick(rig.server());
        rig.tick(server);
        rig.tick(server);
        assertThat(rig.channel.ids).containsExactly(FIRST);
        rig.pass(Duration.ofMinutes(2));
        rig.tick(rig.server());
        assertThat(rig.channel.ids).containsExactly(FIRST, FIRST);
        assertThat(server.get(FIRST).state()).isEqualTo(State.DELIVERED);
        assertThat(server.get(FIRST).progress().attempts())
                .extracting(Attempt::result)
                .containsExactly(Result.RETRY, Result.DELIVERED);
        rig.tick(server);
        assertThat(rig.told).containsExactly("READY " + FIRST);
    }

    /** A server that delivered October and has proposed a restatement of it since. */
    private Exports withARestatement() {
        var server = rig.server();
        rig.tick(server);
        rig.at("2026-11-06T00:00:00Z");
        rig.tick(server);
        rig.figures.byPeriod.put("202610", 63L);
        server.start("DONOR", Period.parse("202610"), "p1");
        return server;
    }

    @Test
    void aRestatementSeesWhatWasToldAndIsReleasedOnce() {
        var server = withARestatement();
        assertThat(rig.figures.known.getLast())
                .extracting(earlier -> earlier.value())
                .containsExactly(41L);
        server.approve(SECOND, "p2");
        assertThatThrownBy(() -> rig.server().approve(SECOND, "p3")).isInstanceOf(RefusedException.class);
        rig.tick(server);
        assertThat(server.list("DONOR", null, null, 10))
                .extracting(entry -> entry.id() + " " + entry.state())
                .containsExactly(SECOND + " DELIVERED", FIRST + " SUPERSEDED");
        assertThat(Objects.requireNonNull(server.get(SECOND).content()).no())
                .isEqualTo(Objects.requireNonNull(server.get(FIRST).content()).no() + 1);
    }

    @Test
    void filesAreBuiltAgainFromTheStoreAlone() throws IOException {
        var server = rig.server();
        server.start("DONOR", Period.parse("202609"), "p1");
        var id = "DONOR.MONTHLY.202609.1";
        var before = server.rebuild(id);
        try (var files = Files.newDirectoryStream(folder.resolve("files").resolve(id))) {
            for (var file : files) {
                Files.delete(file);
            }
        }
        assertThat(rig.server().rebuild(id))
                .extracting(file -> file.name() + file.sha256())
                .isEqualTo(
                        before.stream().map(file -> file.name() + file.sha256()).toList());
        assertThat(rig.server().allowedSigners()).isEqualTo(server.allowedSigners());
    }

    @Test
    void aLeaseIsTakenOverOnlyFromASilentServer() {
        var length = Duration.ofMinutes(2);
        var one = new Lease(store, rig.sealer, "tests", length, rig.clock);
        var other = new Lease(store, rig.sealer, "tests", length, rig.clock);
        var old = one.take().orElseThrow();
        assertThat(other.take()).isEmpty();
        rig.pass(length);
        var taken = other.take().orElseThrow();
        assertThat(one.renew(old)).isEmpty();
        one.release(old);
        assertThat(one.take()).isEmpty();
        other.release(taken);
        assertThat(one.take()).isPresent();
    }

    @Test
    void whatAWithdrawnRestatementToldNobodyIsRemoved() {
        var server = withARestatement();
        var table = Objects.requireNonNull(server.get(SECOND).content()).table();
        var parts = List.of(table.id() + "/0");
        assertThat(store.get(Tables.EXPORT_SNAPSHOTS, parts)).hasSize(1);
        server.withdraw(SECOND, "p2");
        assertThat(store.get(Tables.EXPORT_SNAPSHOTS, parts)).isEmpty();
    }

    @Test
    void aDonorKeyOpensItsDestinationUntilItIsRevokedOrExpires() {
        var terms = new DonorKeys.Terms(Duration.ofDays(400), 80, 10);
        var keys = new DonorKeys(store, rig.sealer, new Secrets(new Random(1)), rig.clock, terms);
        var issued = keys.issue("DONOR", "Statistics", Duration.ofDays(30));
        var other = keys.issue("DONOR", "Another", Duration.ofDays(1));
        assertThat(keys.find(issued.secret())).isEqualTo(issued.key());
        assertThat(issued.key().destination()).isEqualTo("DONOR");
        assertThat(keys.find("osdk_guessed")).isNull();
        rig.pass(Duration.ofDays(2));
        assertThat(keys.find(other.secret())).isNull();
        keys.revoke(issued.key().id());
        assertThat(keys.find(issued.secret())).isNull();
    }
}
