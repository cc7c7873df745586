package org.outreachsync.health;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import org.outreachsync.indicator.answer.IndicatorAnswer.SiteProgress;
import org.outreachsync.indicator.answer.IndicatorService;
import org.outreachsync.log.EventLog;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.RecordWatermarks;
import org.outreachsync.record.ReviewStore;

/** Looks at what was acknowledged and is not in the records or figures yet, and at what waits for a person. */
public final class Backlogs {

    private static final SiteProgress NOTHING = new SiteProgress(0, 0, null);

    private final EventLog log;
    private final RecordWatermarks records;
    private final IndicatorService indicators;
    private final ReviewStore reviews;
    private final QuarantineStore quarantine;
    private final InstantSource clock;

    /** Looks into these. */
    public Backlogs(
            EventLog log,
            RecordWatermarks records,
            IndicatorService indicators,
            ReviewStore reviews,
            QuarantineStore quarantine,
            InstantSource clock) {
        this.log = log;
        this.records = records;
        this.indicators = indicators;
        this.reviews = reviews;
        this.quarantine = quarantine;
        this.clock = clock;
    }

    /**
     * What waits, at all sites together.
     *
     * @param unapplied batches in the log that are not in the records
     * @param uncounted how long the oldest batch has waited that is not in the figures; zero if all are
     * @param quarantined ops in quarantine
     * @param reviews open reviews
     */
    public record Backlog(long unapplied, Duration uncounted, long quarantined, long reviews) {

        /** Nothing waits. */
        public static final Backlog NONE = new Backlog(0, Duration.ZERO, 0, 0);

        private Backlog and(Backlog other) {
            return new Backlog(
                    unapplied + other.unapplied,
                    uncounted.compareTo(other.uncounted) > 0 ? uncounted : other.uncounted,
                    quarantined + other.quarantined,
                    reviews + other.reviews);
        }
    }

    /** Reads the state of these sites, one after the other. */
    public Backlog of(Collection<String> sites) {
        var counted = indicators.progress(sites);
        return sites.stream()
                .map(site -> of(site, counted.getOrDefault(site, NOTHING).countedTo()))
                .reduce(Backlog.NONE, Backlog::and);
    }

    private Backlog of(String site, long countedTo) {
        long applied = records.of(site);
        long unapplied = Math.max(0, log.tail(site) - applied);
        var now = clock.instant();
        var uncounted = log.readAfter(site, countedTo, 1).stream()
                .findFirst()
                .map(oldest -> Duration.ofMillis(Math.max(0, now.toEpochMilli() - oldest.receivedAt())))
                .orElse(Duration.ZERO);
        return new Backlog(unapplied, uncounted, quarantine.countOpen(site), reviews.countOpen(site));
    }
}
