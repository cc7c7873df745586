package org.outreachsync.sync;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies, at the start of a server, what a crashed server left behind in the logs. */
public final class CatchUp {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    private final SyncService sync;

    /** Catches up by this service. */
    public CatchUp(SyncService sync) {
        this.sync = sync;
    }

    /** Brings these sites up to their logs, one after the other, on a thread of its own. */
    public void start(List<String> sites) {
        Thread.ofVirtual().name("catch-up").start(() -> sites.forEach(this::catchUp));
    }

    private void catchUp(String site) {
        try {
            sync.catchUp(site);
        } catch (RuntimeException failed) {
            LOG.atWarn()
                    .addKeyValue("error", failed.getClass().getSimpleName())
                    .log("a site could not be brought up to its log; its next sync will do it");
        }
    }
}
