package org.outreachsync.indicator.answer;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.outreachsync.indicator.question.Question;
import org.outreachsync.indicator.question.Tablets;
import org.outreachsync.indicator.question.Tablets.Tablet;

/**
 * Says which tablets may still hold work of a period: those that have not synced since it ended, or, while it lasts,
 * today.
 */
final class Completeness {

    private static final int NAMED_MAX = 50;

    private Completeness() {}

    static Map<String, Object> of(Question question, Tablets tablets, ZoneId zone, Instant now) {
        var end = question.period().to().plusDays(1).atStartOfDay(zone).toInstant();
        var midnight = now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        var since = end.isBefore(midnight) ? end : midnight;
        var sites = new TreeMap<String, Object>();
        for (var site : question.sites()) {
            var all = tablets.of(site);
            var missing = all.stream()
                    .filter(tablet -> tablet.synced().isBefore(since))
                    .sorted(Comparator.comparing(Tablet::synced))
                    .toList();
            var described = new LinkedHashMap<String, Object>();
            described.put("tablets", all.size());
            described.put("not_synced", missing.size());
            described.put("since", since.toString());
            described.put(
                    "waiting_for",
                    missing.stream()
                            .limit(NAMED_MAX)
                            .map(Completeness::describe)
                            .toList());
            sites.put(site, described);
        }
        return sites;
    }

    private static Map<String, Object> describe(Tablet tablet) {
        var described = new LinkedHashMap<String, Object>();
        described.put("tablet", tablet.no());
        described.put(
                "last_synced",
                tablet.synced().equals(Instant.EPOCH) ? null : tablet.synced().toString());
        return described;
    }
}
