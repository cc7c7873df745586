package org.outreachsync.health;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.outreachsync.config.ManagementLimits;
import org.outreachsync.edge.Meters;
import org.outreachsync.failure.Frames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What metrics say about the programme: which sites are silent, what is not counted yet, what waits for a person, when
 * the last backup was made. It is read from the store from time to time, not when metrics are read.
 */
public final class ProgrammeWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ProgrammeWatch.class);

    private final SilentSites silentSites;
    private final Backlogs backlogs;
    private final BackupWatch backups;
    private final Supplier<? extends Collection<String>> sites;
    private final ManagementLimits limits;
    private final Meters meters;
    private final Semaphore free = new Semaphore(1);
    private volatile Seen seen = Seen.NOTHING;

    private record Seen(SilentSites.Silence silence, long silentSites, Backlogs.Backlog backlog) {
        private static final Seen NOTHING =
                new Seen(new SilentSites.Silence(Map.of(), Duration.ZERO), 0, Backlogs.Backlog.NONE);
    }

    /**
     * Registers the metrics.
     *
     * @param backups is looked at together with the rest
     * @param sites gives the codes of all sites
     */
    public ProgrammeWatch(
            SilentSites silentSites,
            Backlogs backlogs,
            BackupWatch backups,
            Supplier<? extends Collection<String>> sites,
            ManagementLimits limits,
            Meters meters) {
        this.silentSites = silentSites;
        this.backlogs = backlogs;
        this.backups = backups;
        this.sites = sites;
        this.limits = limits;
        this.meters = meters;
        meters.watch(
                "outreach.sites.silent",
                "Open sites with tablets, none of which has synced for three days",
                this,
                watch -> watch.seen.silentSites());
        meters.watch(
                "outreach.tablets.longest.unsynced.seconds",
                "Time since the last sync of the tablet that has not synced for longest",
                this,
                watch -> watch.seen.silence().longest().toSeconds());
        meters.watch(
                "outreach.batches.unapplied",
                "Batches in the log that are not in the records yet",
                this,
                watch -> watch.seen.backlog().unapplied());
        meters.watch(
                "outreach.batches.uncounted.seconds",
                "How long the oldest batch has waited that is not in the figures yet",
                this,
                watch -> watch.seen.backlog().uncounted().toSeconds());
        meters.watch(
                "outreach.quarantine.open",
                "Ops in quarantine",
                this,
                watch -> watch.seen.backlog().quarantined());
        meters.watch(
                "outreach.reviews.open",
                "Reviews that wait for a supervisor",
                this,
                watch -> watch.seen.backlog().reviews());
    }

    /** Looks on a thread of its own, unless it is still looking. To be called periodically; does not block. */
    public void look() {
        if (free.tryAcquire()) {
            Thread.ofVirtual().name("programme-watch").start(() -> {
                try {
                    lookNow();
                } catch (RuntimeException failed) {
                    LOG.atWarn()
                            .addKeyValue(Frames.KEY, Frames.of(failed))
                            .log("the state of the programme could not be read; metrics show the last one");
                } finally {
                    free.release();
                }
            });
        }
    }

    /** Looks now. */
    void lookNow() {
        backups.look();
        var silence = silentSites.look();
        var silent = silence.ofSites().entrySet().stream()
                .filter(site -> site.getValue().compareTo(limits.silentAfter()) >= 0)
                .sorted(Map.Entry.<String, Duration>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        var now = new Seen(silence, silent.size(), backlogs.of(sites.get()));
        // The count comes last: whoever reads that no site is silent finds none named.
        meters.silent(silent.stream()
                .limit(limits.silentSitesMax())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, LinkedHashMap::new)));
        seen = now;
    }
}
