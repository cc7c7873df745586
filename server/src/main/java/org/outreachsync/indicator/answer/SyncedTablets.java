package org.outreachsync.indicator.answer;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.outreachsync.indicator.answer.IndicatorAnswer.Completeness;
import org.outreachsync.indicator.answer.IndicatorAnswer.Waiting;
import org.outreachsync.indicator.question.CheckedQuestion;
import org.outreachsync.indicator.question.Tablets;
import org.outreachsync.indicator.question.Tablets.Tablet;

/**
 * Finds the tablets that may still hold records of a period: those that did not sync since it ended or, while it lasts,
 * since midnight.
 */
final class SyncedTablets {

    private static final int NAMED_MAX = 50;

    private SyncedTablets() {}

    static SortedMap<String, Completeness> of(CheckedQuestion question, Tablets tablets, ZoneId zone, Instant now) {
        var end = question.period().to().plusDays(1).atStartOfDay(zone).toInstant();
        var midnight = now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        var since = end.isBefore(midnight) ? end : midnight;
        var sites = new TreeMap<String, Completeness>();
        for (var site : question.sites()) {
            var all = tablets.of(site);
            var missing = all.stream()
                    .filter(tablet -> tablet.synced().isBefore(since))
                    .sorted(Comparator.comparing(Tablet::synced))
                    .toList();
            var named = missing.stream()
                    .limit(NAMED_MAX)
                    .map(SyncedTablets::waiting)
                    .toList();
            sites.put(site, new Completeness(all.size(), missing.size(), since, named));
        }
        return sites;
    }

    private static Waiting waiting(Tablet tablet) {
        return new Waiting(tablet.no(), tablet.synced().equals(Instant.EPOCH) ? null : tablet.synced());
    }
}
