package org.outreachsync.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.outreachsync.device.sync.SyncReason;
import org.outreachsync.device.sync.SyncReport;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.identity.Device.State;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.Op;

/**
 * A shift of some tablets behind a {@link FaultyTransport}, drawn from one seed. Nothing that was captured is ever
 * lost, hollowed or doubled; a sync is COMPLETE only when the tablet's hash is the server's; a tablet destroys its data
 * only when the server itself said so, and its token only when the server knows.
 */
final class FaultRun {

    private static final int STEPS = 40;
    private static final int SYNCS_MAX = 200;
    private static final int MANY = 10_000;

    private record Own(int minutes, RecordId id) {}

    private final FaultBench bench;
    private final RandomGenerator random;
    private final String site;
    private final Shown captured = new Shown();
    private final List<FaultyTransport> networks = new ArrayList<>();
    private final List<FieldTablet> tablets = new ArrayList<>();
    private final List<List<Own>> owned = new ArrayList<>();
    private final FieldTablet auditor;
    private int minutes;

    FaultRun(FaultBench bench, long seed) {
        this(bench, seed, (transport, draws) -> transport);
    }

    /** With something more between the faults and the tablets, say what makes them believe. */
    FaultRun(FaultBench bench, long seed, BiFunction<Transport, RandomGenerator, Transport> nearer) {
        this.bench = bench;
        this.random = new SplittableRandom(seed);
        this.site = bench.newSite();
        this.auditor = new FieldTablet(bench, site, bench.network());
        assertThat(auditor.enrol(bench.code(site))).isTrue();
        int count = random.nextInt(1, 3);
        for (int no = 0; no < count; no++) {
            var network = new FaultyTransport(bench.network(), random);
            networks.add(network);
            tablets.add(new FieldTablet(bench, site, nearer.apply(network, random)));
            owned.add(new ArrayList<>());
        }
    }

    /**
     * Runs to the end.
     *
     * @return how many requests a fault struck
     * @throws AssertionError when an invariant does not hold
     */
    int run() {
        for (int step = 0; step < STEPS; step++) {
            bench.time.pass(Duration.ofSeconds(random.nextInt(1, 90)));
            step(random.nextInt(tablets.size()));
        }
        networks.forEach(FaultyTransport::calm);
        rest();
        assertSame();
        switch (random.nextInt(4)) {
            case 0 -> revoke();
            case 1 -> wipe();
            default -> {
                // The shift ends as most do.
            }
        }
        return networks.stream().mapToInt(FaultyTransport::struck).sum();
    }

    private void step(int at) {
        var tablet = tablets.get(at);
        int dice = random.nextInt(100);
        if (!tablet.isEnrolled() || dice < 4) {
            tablet.enrol(bench.code(site));
        } else if (dice < 40) {
            capture(at);
        } else if (dice < 50 && !owned.get(at).isEmpty()) {
            var own = owned.get(at).get(random.nextInt(owned.get(at).size()));
            int ageBand = random.nextInt(5, 8);
            tablet.correct(own.id(), ageBand);
            captured.corrected(own.minutes(), ageBand);
        } else if (dice < 60) {
            tablet.click();
            captured.clicked();
        } else if (dice < 66) {
            tablet.crash(random.nextInt(64));
        } else {
            sync(tablet);
        }
    }

    private void capture(int at) {
        minutes++;
        owned.get(at).add(new Own(minutes, tablets.get(at).contact(minutes)));
        captured.contact(minutes, 5);
    }

    private SyncReport sync(FieldTablet tablet) {
        var report = tablet.sync();
        if (report.isComplete()) {
            assertThat(tablet.library().unsentOps())
                    .as("ops that wait after COMPLETE")
                    .isZero();
            assertThat(auditor.sync().isComplete()).isTrue();
            assertThat(tablet.stateHash()).as("hash after COMPLETE").isEqualTo(auditor.stateHash());
        }
        return report;
    }

    /** Everybody syncs until nothing is left. */
    private void rest() {
        boolean isQuiet = false;
        for (int rounds = 0; !isQuiet; rounds++) {
            assertThat(rounds).as("rounds until the tablets come to rest").isLessThan(SYNCS_MAX);
            isQuiet = true;
            for (var tablet : tablets) {
                bench.time.pass(Duration.ofMinutes(1));
                int before = tablet.library().unsentOps();
                var report = sync(tablet);
                if (report.reason() == SyncReason.TOKEN_REFUSED
                        || report.reason() == SyncReason.ENROL_AGAIN
                        || report.reason() == SyncReason.NOT_ENROLLED) {
                    assertThat(tablet.enrol(bench.code(site)))
                            .as("enrols again")
                            .isTrue();
                }
                isQuiet &= report.isComplete() && before == 0;
            }
        }
    }

    private void assertSame() {
        assertThat(auditor.sync().isComplete()).isTrue();
        assertThat(auditor.shown())
                .as("what the server has of what was captured")
                .hasToString(captured.toString());
        for (var tablet : tablets) {
            assertThat(tablet.shown()).as("what a tablet has").hasToString(captured.toString());
            assertThat(tablet.library().attentions())
                    .as("what lies before a worker")
                    .isEmpty();
        }
        assertThat(bench.quarantine().open(site, 0, MANY)).isEmpty();
    }

    /**
     * A tablet is taken out of service with a shift on it, and hands it in through the faults before it destroys
     * anything.
     */
    private void revoke() {
        var tablet = tablets.getFirst();
        for (int more = random.nextInt(1, 5); more > 0; more--) {
            capture(0);
        }
        networks.getFirst().storm();
        bench.server.identities().devices().revoke(tablet.deviceId());
        end(tablet);
        assertThat(auditor.sync().isComplete()).isTrue();
        var known = auditor.shown();
        for (var item : bench.quarantine().open(site, 0, MANY)) {
            var contact = op(item.content().getRaw()).getOutreachContact();
            known.contact(contact.getDurationMin(), contact.getAgeBand());
        }
        assertThat(known).as("what the server has, quarantine included").hasToString(captured.toString());
    }

    private static Op op(ByteString raw) {
        try {
            return Op.parseFrom(raw);
        } catch (InvalidProtocolBufferException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** A tablet is told to wipe itself, and the office hears of it. */
    private void wipe() {
        var tablet = tablets.getFirst();
        networks.getFirst().storm();
        bench.server.identities().devices().wipe(tablet.deviceId());
        var id = tablet.deviceId();
        for (int syncs = 0; !tablet.isDestroyed(); syncs++) {
            next(tablet, syncs);
            var state = Objects.requireNonNull(
                            bench.server.identities().devices().find(id))
                    .state();
            assertThat(!tablet.isDestroyed() || state == State.WIPED)
                    .as("the token went before the office knew")
                    .isTrue();
        }
    }

    private void end(FieldTablet tablet) {
        for (int syncs = 0; !tablet.isDestroyed(); syncs++) {
            next(tablet, syncs);
        }
    }

    private void next(FieldTablet tablet, int syncs) {
        assertThat(syncs).as("syncs until a tablet is wiped").isLessThan(SYNCS_MAX);
        if (syncs == SYNCS_MAX / 2) {
            networks.getFirst().calm();
        }
        bench.time.pass(Duration.ofMinutes(1));
        tablet.sync();
    }
}
