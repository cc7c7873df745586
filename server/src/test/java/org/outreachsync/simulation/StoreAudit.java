package org.outreachsync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.outreachsync.assembly.Engine;
import org.outreachsync.keys.Keyring;
import org.outreachsync.recount.Recount;
import org.outreachsync.store.memory.MemoryStore;

/**
 * Recounts a copy of the store, so that the run goes on as if nobody had looked. Records, days and months must be as
 * the log has them at any moment, also where no answer shows it yet: what is only behind is brought up to the log
 * first.
 */
final class StoreAudit {

    private static final int STEPS_BETWEEN = 15;
    /** An audit reads the whole log, so a long run has fewer of them for each step. */
    private static final int RARER_AFTER = STEPS_BETWEEN * 10;

    private final Cluster cluster;
    private final Keyring keys;
    private final List<String> sites;
    private final RandomGenerator random;

    /** Audits of these sites at moments that are drawn from this. */
    StoreAudit(Cluster cluster, Keyring keys, List<String> sites, RandomGenerator random) {
        this.cluster = cluster;
        this.keys = keys;
        this.sites = sites;
        this.random = random;
    }

    void perhapsAfter(int step) {
        if (random.nextInt(STEPS_BETWEEN * Math.max(1, step / RARER_AFTER)) == 0) {
            check();
        }
    }

    void check() {
        try (var copy = cluster.copy()) {
            var engine = new Engine(copy, keys, ServerProcess.CODES, InstantSource.system());
            var recount = engine.cells(ServerProcess.CATALOGUE).recount(MemoryStore::new, Recount.Patience.NONE);
            for (var site : sites) {
                var found = recount.of(site, false);
                assertThat(found.isRight())
                        .as("the store of " + site + " as its log has it: " + found)
                        .isTrue();
            }
        }
    }
}
