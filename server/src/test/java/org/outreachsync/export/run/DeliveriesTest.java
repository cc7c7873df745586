package org.outreachsync.export.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.config.ExportLimits;
import org.outreachsync.export.delivery.Channel;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.delivery.Parcel;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.Progress.Attempt;
import org.outreachsync.export.ledger.Progress.Result;
import org.outreachsync.export.ledger.State;
import org.outreachsync.indicator.Period;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;

/** A far side that hangs keeps nobody else waiting, and is left to one server at a time. */
@Timeout(60)
class DeliveriesTest {

    private static final Duration LEASE = ExportsRig.LIMITS.lease();

    @TempDir
    private Path folder;

    private final MemoryStore store = new MemoryStore();
    private final HangingChannel far = new HangingChannel();
    private ExportsRig rig;

    /** Hangs at some destinations until it is let go. */
    private static final class HangingChannel implements Channel {

        final Set<String> hanging = ConcurrentHashMap.newKeySet();
        final List<String> begun = new CopyOnWriteArrayList<>();
        final List<String> interrupted = new CopyOnWriteArrayList<>();
        volatile CountDownLatch free = new CountDownLatch(1);

        @Override
        public Outcome deliver(Parcel parcel) {
            begun.add(parcel.id());
            if (hanging.contains(parcel.destination())) {
                try {
                    free.await();
                } catch (InterruptedException stopped) {
                    interrupted.add(parcel.id());
                    return new Outcome.Retry("It was interrupted.", Duration.ZERO);
                }
            }
            return new Outcome.Delivered("it is there");
        }

        void awaitBegun(String id) {
            while (!begun.contains(id)) {
                Thread.onSpinWait();
            }
        }
    }

    @BeforeEach
    void twoDestinations() {
        rig = new ExportsRig(store, folder).save(ExportsRig.MONTHLY).save(ExportsRig.MONTHLY.replace("DONOR", "OTHER"));
        far.hanging.add("DONOR");
    }

    @AfterEach
    void letGo() {
        far.free.countDown();
    }

    private Exports server(ExportLimits limits) {
        return rig.server(store, ExportsRig.BUILD, far, limits);
    }

    private static ExportLimits limits(Duration renewEvery, int deliveriesMax) {
        var usual = ExportsRig.LIMITS;
        return new ExportLimits(
                usual.lease(),
                renewEvery,
                deliveriesMax,
                usual.delivery(),
                usual.writing(),
                usual.notice(),
                usual.trendMax(),
                usual.occurrencesMax(),
                usual.dueMax(),
                usual.cleanEvery(),
                usual.draftMax(),
                usual.approvalMax(),
                usual.waitMax(),
                usual.countedWithin(),
                usual.relatedMax());
    }

    private static void awaitState(Exports server, String id, State state) {
        while (server.list(null, state, null, 100).stream()
                .map(Entry::id)
                .noneMatch(one -> one.toString().equals(id))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void neitherOtherDeliveriesNorPlanningWaitForOneThatHangs() {
        var server = server(ExportsRig.LIMITS);
        server.look(rig.now());
        rig.at("2026-11-06T00:00:00Z");
        server.look(rig.now());
        awaitState(server, "OTHER.MONTHLY.202610.1", State.DELIVERED);
        far.awaitBegun("DONOR.MONTHLY.202610.1");
        rig.at("2026-12-06T00:00:00Z");
        server.look(rig.now());
        awaitState(server, "OTHER.MONTHLY.202611.1", State.DELIVERED);
        assertThat(server.get("DONOR.MONTHLY.202611.1").state()).isEqualTo(State.RELEASED);
        assertThat(far.begun).as("one at a time").doesNotContain("DONOR.MONTHLY.202611.1");
        assertThat(server.awaitDeliveries(Duration.ZERO)).isFalse();

        far.free.countDown();
        assertThat(server.awaitDeliveries(Duration.ofMinutes(1))).isTrue();
        rig.tick(server);
        assertThat(far.begun.stream().filter(id -> id.startsWith("DONOR")))
                .containsExactly("DONOR.MONTHLY.202610.1", "DONOR.MONTHLY.202611.1");
        assertThat(server.get("DONOR.MONTHLY.202611.1").state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void onlySoManyAreUnderWayAtOnce() {
        var server = server(limits(ExportsRig.LIMITS.renewEvery(), 1));
        server.start("DONOR", Period.parse("202609"), "p1");
        server.look(rig.now());
        far.awaitBegun("DONOR.MONTHLY.202609.1");
        server.start("OTHER", Period.parse("202609"), "p1");
        server.look(rig.now());
        assertThat(far.begun).containsExactly("DONOR.MONTHLY.202609.1");
        far.free.countDown();
        assertThat(server.awaitDeliveries(Duration.ofMinutes(1))).isTrue();
        // The people of the first are told first.
        rig.tick(server);
        rig.tick(server);
        assertThat(far.begun).containsExactly("DONOR.MONTHLY.202609.1", "OTHER.MONTHLY.202609.1");
    }

    @Test
    void anotherServerLeavesADestinationAloneWhileItIsDeliveredTo() {
        var one = server(ExportsRig.LIMITS);
        one.start("DONOR", Period.parse("202609"), "p1");
        one.look(rig.now());
        far.awaitBegun("DONOR.MONTHLY.202609.1");
        var other = server(ExportsRig.LIMITS);
        other.start("DONOR", Period.parse("202608"), "p1");
        other.start("OTHER", Period.parse("202608"), "p1");
        rig.tick(other);
        assertThat(far.begun).containsExactly("DONOR.MONTHLY.202609.1", "OTHER.MONTHLY.202608.1");
    }

    @Test
    void aServerThatLivesKeepsADeliveryHoweverLongItTakes() {
        var one = server(limits(Duration.ofMillis(1), 8));
        one.start("DONOR", Period.parse("202609"), "p1");
        one.look(rig.now());
        far.awaitBegun("DONOR.MONTHLY.202609.1");
        var other = server(ExportsRig.LIMITS);
        for (int minute = 0; minute < 60; minute++) {
            rig.pass(Duration.ofMinutes(1));
            awaitRenewal(Tables.EXPORTS, "DONOR.MONTHLY.202609.1");
            awaitRenewal(Tables.HOUSEKEEPING, "export-lease/deliveries/DONOR");
            rig.tick(other);
        }
        assertThat(far.begun).containsExactly("DONOR.MONTHLY.202609.1");
        far.free.countDown();
        assertThat(one.awaitDeliveries(Duration.ofMinutes(1))).isTrue();
        assertThat(one.get("DONOR.MONTHLY.202609.1").state()).isEqualTo(State.DELIVERED);
        assertThat(one.get("DONOR.MONTHLY.202609.1").progress().attempts()).hasSize(1);
    }

    /** Two changes after now: the second was begun after it. */
    private void awaitRenewal(Table table, String id) {
        long before = version(table, id);
        while (version(table, id) < before + 2) {
            Thread.onSpinWait();
        }
    }

    private long version(Table table, String id) {
        return store.get(table, List.of(id)).getFirst().version();
    }

    /** A store that a server cannot reach for a while. */
    private static final class CutOff extends ForwardingStore {

        private volatile boolean isCut;

        CutOff(DocumentStore store) {
            super(store);
        }

        @Override
        public Set<String> replaceIfNewer(Table table, List<Document> documents) {
            if (isCut) {
                throw new StoreUnavailableException("cut off", null);
            }
            return super.replaceIfNewer(table, documents);
        }
    }

    @Test
    void aServerThatWasCutOffStopsDeliveringWhatAnotherTookOver() {
        var way = new CutOff(store);
        var one = rig.server(way, ExportsRig.BUILD, far, limits(Duration.ofMillis(1), 8));
        one.start("DONOR", Period.parse("202609"), "p1");
        one.look(rig.now());
        far.awaitBegun("DONOR.MONTHLY.202609.1");
        way.isCut = true;
        rig.pass(LEASE.plusSeconds(1));
        far.hanging.clear();
        var other = server(ExportsRig.LIMITS);
        rig.tick(other);
        assertThat(far.begun).containsExactly("DONOR.MONTHLY.202609.1", "DONOR.MONTHLY.202609.1");
        way.isCut = false;
        assertThat(one.awaitDeliveries(Duration.ofMinutes(1))).isTrue();
        assertThat(far.interrupted).containsExactly("DONOR.MONTHLY.202609.1");
        assertThat(one.get("DONOR.MONTHLY.202609.1").state()).isEqualTo(State.DELIVERED);
        assertThat(one.get("DONOR.MONTHLY.202609.1").progress().attempts())
                .extracting(Attempt::result)
                .containsExactly(Result.BEGUN, Result.DELIVERED);
    }

    @Test
    void aServerThatStopsNotesWhatItInterrupted() {
        var one = server(ExportsRig.LIMITS);
        one.start("DONOR", Period.parse("202609"), "p1");
        one.look(rig.now());
        far.awaitBegun("DONOR.MONTHLY.202609.1");
        one.stopDeliveries();
        assertThat(one.awaitDeliveries(Duration.ofMinutes(1))).isTrue();
        one.look(rig.now());
        assertThat(far.begun).hasSize(1);
        far.free.countDown();
        rig.pass(Duration.ofMinutes(2));
        rig.tick(server(ExportsRig.LIMITS));
        assertThat(one.get("DONOR.MONTHLY.202609.1").progress().attempts())
                .extracting(Attempt::result)
                .containsExactly(Result.RETRY, Result.DELIVERED);
    }

    @Test
    void aClockThatIsSetBackKeepsNothingFromBeingDelivered() {
        var one = server(ExportsRig.LIMITS);
        rig.at("2027-10-20T00:00:00Z");
        one.start("DONOR", Period.parse("202609"), "p1");
        one.look(rig.now());
        far.awaitBegun("DONOR.MONTHLY.202609.1");
        rig.at("2026-10-20T00:00:00Z");
        far.hanging.clear();
        rig.tick(server(ExportsRig.LIMITS));
        assertThat(one.get("DONOR.MONTHLY.202609.1").state()).isEqualTo(State.DELIVERED);
    }
}
