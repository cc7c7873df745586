package org.outreachsync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.outreachsync.log.EventLog;
import org.outreachsync.simulation.FaultingStore.Fault;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.StoreUnavailableException;

/**
 * Tablets, a bad network, two server processes over one store, and clocks, all in one thread and drawn from one seed:
 * the same seed gives the same run. After the last step all faults end, everybody syncs until nothing is left, and the
 * {@link Invariants} are checked.
 */
final class Simulation {

    private static final long BEGIN_MS = Instant.parse("2026-11-20T03:00:00Z").toEpochMilli();

    /** Faults are spread over about so many store calls as the work makes. */
    private static final int SYNC_CALLS = 22;

    private static final int COUNT_CALLS = 20;
    private static final int REPAIR_CALLS = 60;
    private static final int WRITES_MAX = 10;
    /** Makes the faults of the cluster differ from all else that a seed draws. */
    private static final long CLUSTER = 0x5ca1_ab1eL;

    private static final long QUESTIONS = 0x0A5C_0A5C_0A5CL;
    private static final long AUDITS = 0x0A0D_17A0_0D17L;
    private static final long DECISIONS = 0x0DEC_1DE0_DEC1L;

    private static final int REPAIR_EVERY = 15;
    private static final int DECIDE_EVERY = 8;

    private final RandomGenerator random;
    /** Draws for itself, so that a seed makes the tablets do the same whether there is damage or not. */
    private final RandomGenerator damageRandom;

    /** Not in every seed, since the repair at the end would hide other mistakes. */
    private final boolean isStoreDamaged;

    private final int steps;
    private final int changesMax;
    private final List<VirtualTablet> tablets = new ArrayList<>();
    private final List<Capture> workers = new ArrayList<>();
    private final List<ServerProcess> servers = new ArrayList<>();
    private final List<String> sites;
    /** Draws of its own, so that questions change nothing else. */
    private final SplittableRandom questions;

    private final SplittableRandom deciding;
    private final Supervisor supervisor;
    private final StoreAudit audit;
    private final Network network;
    private final DocumentStore store;
    private final Cluster cluster;
    private long nowMs = BEGIN_MS;
    private int damages;
    private int storeDamages;

    Simulation(long seed, int steps, Supplier<DocumentStore> stores) {
        this(seed, steps, stores, UnaryOperator.identity());
    }

    /** With a sabotaged store between the processes and the true one. */
    Simulation(long seed, int steps, Supplier<DocumentStore> stores, UnaryOperator<DocumentStore> sabotage) {
        this.random = new SplittableRandom(seed);
        this.damageRandom = new SplittableRandom(~seed);
        this.isStoreDamaged = damageRandom.nextInt(3) == 0;
        this.steps = steps;
        this.store = stores.get();
        this.network = new Network(random);
        this.sites = random.nextInt(3) == 0 ? List.of("S1", "S2") : List.of("S1");
        var people = Capture.people(random);
        int count = random.nextInt(2, 7);
        for (int no = 1; no <= count; no++) {
            var tablet = new VirtualTablet(no, sites.get(no % sites.size()), new TabletClock(random, nowMs));
            tablets.add(tablet);
            workers.add(new Capture(tablet, people, random));
        }
        cluster = new Cluster(store, sabotage, new SplittableRandom(seed ^ CLUSTER));
        this.changesMax = random.nextInt(4) == 0 ? 3 : 1_000;
        this.questions = new SplittableRandom(seed ^ QUESTIONS);
        this.deciding = new SplittableRandom(seed ^ DECISIONS);
        this.supervisor = new Supervisor(store, FixedKeys.KEYS, sites, deciding);
        this.audit = new StoreAudit(cluster, FixedKeys.KEYS, sites, new SplittableRandom(seed ^ AUDITS));
        for (int no = 0; no < 2; no++) {
            int batchesAheadMax = questions.nextBoolean() ? 1 : questions.nextInt(2, 8);
            servers.add(new ServerProcess(cluster, FixedKeys.KEYS, () -> nowMs, changesMax, batchesAheadMax));
        }
    }

    /** With another way to put right what is kept. */
    Simulation repairedBy(Function<DocumentStore, ServerProcess.Repair> repair) {
        servers.forEach(server -> server.repairBy(repair));
        return this;
    }

    /** The store below all processes, for a test that breaks it. */
    Cluster cluster() {
        return cluster;
    }

    /**
     * Runs to the end.
     *
     * @throws AssertionError when an invariant does not hold
     */
    Figures run() {
        try (store) {
            for (int step = 0; step < steps; step++) {
                step();
                if (isStoreDamaged && damageRandom.nextInt(REPAIR_EVERY) == 0) {
                    damageOrRepair();
                }
                if (deciding.nextInt(DECIDE_EVERY) == 0) {
                    decide();
                }
                if (storeDamages == 0) {
                    audit.perhapsAfter(step);
                }
            }
            quiesce();
            audit.check();
            new Invariants(
                            cluster.shared(),
                            new EventLog(cluster.shared(), FixedKeys.KEYS.sealer()),
                            FixedKeys.KEYS,
                            sites,
                            tablets,
                            servers)
                    .check(random, damages);
            return new Figures(
                    tablets.stream().mapToInt(tablet -> tablet.acked.size()).sum(),
                    servers.stream().mapToInt(server -> server.store().fired()).sum(),
                    servers.stream().mapToInt(ServerProcess::deaths).sum(),
                    network.refusals(),
                    supervisor.decisions());
        }
    }

    private void step() {
        nowMs += random.nextInt(10) == 0 ? random.nextLong(12 * 3_600_000) : random.nextInt(120_000);
        int at = random.nextInt(tablets.size());
        var tablet = tablets.get(at);
        var server = servers.get(random.nextInt(servers.size()));
        int dice = random.nextInt(100);
        if (dice < 50) {
            workers.get(at).act(nowMs);
        } else if (dice < 82) {
            underFaults(
                    server,
                    SYNC_CALLS,
                    () -> network.attempt(
                            tablet,
                            server,
                            tablet.request(nowMs, random.nextInt(1, 9), random.nextInt(4) == 0 ? 300 : 0)));
        } else if (dice < 86) {
            underFaults(server, SYNC_CALLS, () -> network.deliverCopy(server));
        } else if (dice < 94) {
            underFaults(server, COUNT_CALLS, () -> countCells(server, tablet.site));
        } else if (dice < 97) {
            tablet.clock.jump(nowMs);
        } else if (dice < 98) {
            tablet.reinstall(random.nextBoolean(), random);
        } else if (dice < 99) {
            tablet.clock.reboot(nowMs);
        } else if (random.nextInt(4) == 0) {
            tablet.damage(random);
            damages++;
        }
    }

    private void decide() {
        var server = servers.get(deciding.nextInt(servers.size()));
        var today = LocalDate.ofInstant(Instant.ofEpochMilli(nowMs), ServerProcess.ZONE);
        underFaults(server, SYNC_CALLS, () -> supervisor.decide(server, today));
    }

    /**
     * The store comes to hold something else than the log says, or somebody has that put right while tablets upload.
     */
    private void damageOrRepair() {
        var site = sites.get(damageRandom.nextInt(sites.size()));
        if (damageRandom.nextBoolean()) {
            storeDamages += new StoreDamage(store, FixedKeys.KEYS.sealer(), damageRandom).in(site) ? 1 : 0;
            cluster.changed();
        } else {
            var server = servers.get(damageRandom.nextInt(servers.size()));
            underFaults(server, REPAIR_CALLS, () -> repair(server, site));
        }
    }

    private static void repair(ServerProcess server, String site) {
        try {
            server.repair(site);
        } catch (CrashException | StoreUnavailableException interrupted) {
            // Somebody will repair again.
        }
    }

    private void underFaults(ServerProcess server, int callsMax, Runnable work) {
        int dice = random.nextInt(8);
        boolean before = random.nextBoolean();
        if (dice == 0) {
            server.store().arm(Fault.CRASH, random.nextInt(1, callsMax), before, Simulation::nothing);
        } else if (dice == 1) {
            server.store().arm(Fault.UNAVAILABLE, random.nextInt(1, callsMax), before, Simulation::nothing);
        } else if (dice < 5) {
            int thenCrash = random.nextInt(1, 16);
            server.store().arm(Fault.PREEMPT, random.nextInt(1, callsMax), before, () -> {
                meanwhile(server);
                server.store().arm(Fault.CRASH, thenCrash, before, Simulation::nothing);
            });
        } else if (dice == 5) {
            server.store().arm(Fault.STALE, random.nextInt(1, callsMax), before, () -> meanwhile(server));
        } else if (dice == 6) {
            server.store().arm(Fault.LATE, random.nextInt(1, WRITES_MAX), before, Simulation::nothing);
        }
        work.run();
        server.store().disarm();
    }

    /** What the other process, or another thread of the same one, does in between. */
    private void meanwhile(ServerProcess busy) {
        var other = servers.get(0) == busy ? servers.get(1) : servers.get(0);
        int rounds = random.nextInt(0, 4);
        for (int round = 0; round < rounds; round++) {
            int at = random.nextInt(tablets.size());
            workers.get(at).act(nowMs);
            var next = tablets.get(at);
            network.deliver(next, other, next.request(nowMs, random.nextInt(1, 9), 0), random.nextInt(3) > 0);
        }
        if (deciding.nextInt(3) == 0) {
            supervisor.repeat(other);
        }
        if (random.nextInt(3) > 0) {
            countCells(random.nextInt(3) > 0 ? other : busy, sites.get(random.nextInt(sites.size())));
        }
    }

    private static void nothing() {}

    private void countCells(ServerProcess server, String site) {
        try {
            server.countCells(site);
            if (questions.nextBoolean()) {
                server.askFor(site);
            }
        } catch (CrashException | StoreUnavailableException interrupted) {
            // Somebody will count again.
        }
    }

    /** All faults end; everybody syncs until nothing is left. */
    private void quiesce() {
        servers.forEach(server -> server.store().settle());
        cluster.settle();
        if (storeDamages > 0) {
            for (var site : sites) {
                boolean isRight =
                        servers.get(damageRandom.nextInt(servers.size())).repair(site);
                assertThat(isRight)
                        .as("a repair of " + site + " while nothing else happens comes to an end")
                        .isTrue();
            }
        }
        new LastSyncs(tablets, servers, network, random).untilAllIsQuiet(changesMax, () -> nowMs += 1_000);
        for (var site : sites) {
            int first = random.nextInt(servers.size());
            for (int at = 0; at < servers.size(); at++) {
                var server = servers.get((first + at) % servers.size());
                server.countCells(site);
                server.askFor(site);
            }
        }
    }
}
