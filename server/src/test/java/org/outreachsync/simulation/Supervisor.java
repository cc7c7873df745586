package org.outreachsync.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.outreachsync.keys.Keyring;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.sync.Decisions;

/** Decides about whatever waits in quarantine, through any server, also twice about the same op. */
final class Supervisor {

    private static final int SEEN_MAX = 50;

    private final QuarantineStore quarantine;
    private final List<String> sites;
    private final RandomGenerator random;
    private @Nullable Decision last;
    private int decisions;

    private record Decision(
            Decisions.Name name,
            boolean isReleased,
            @Nullable LocalDate occurredOn) {

        void by(Decisions decisions) {
            if (isReleased) {
                decisions.release(name, occurredOn, "aida");
            } else {
                decisions.discard(name, "aida");
            }
        }
    }

    Supervisor(DocumentStore store, Keyring keys, List<String> sites, RandomGenerator random) {
        this.quarantine = new QuarantineStore(store, keys.sealer());
        this.sites = sites;
        this.random = random;
    }

    /** How many were made. */
    int decisions() {
        return decisions;
    }

    /** Decides about an op, if one waits; on the right day if it must be given one. */
    void decide(ServerProcess server, LocalDate today) {
        var waiting = new ArrayList<QuarantineStore.Item>();
        for (var site : sites) {
            waiting.addAll(quarantine.open(site, 0, SEEN_MAX));
        }
        var before = last;
        if (before == null || random.nextInt(4) > 0) {
            if (waiting.isEmpty()) {
                return;
            }
            var item = waiting.get(random.nextInt(waiting.size()));
            long opNo = Long.parseUnsignedLong(item.id().substring(item.id().lastIndexOf('/') + 1));
            last = new Decision(
                    new Decisions.Name(item.site(), item.seq(), opNo),
                    random.nextInt(4) > 0,
                    random.nextBoolean() ? today : null);
        }
        repeat(server);
    }

    /** Makes the last decision again. */
    void repeat(ServerProcess server) {
        var decision = last;
        if (decision == null) {
            return;
        }
        try {
            server.decide(decision::by);
            decisions++;
        } catch (RefusedException refused) {
            if (refused.code() == Code.BUSY) {
                throw refused;
            }
        } catch (CrashException | StoreUnavailableException interrupted) {
            // The supervisor will decide again.
        }
    }
}
