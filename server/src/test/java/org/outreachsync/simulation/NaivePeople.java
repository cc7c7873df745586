package org.outreachsync.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.simulation.NaiveRecount.Facts;

/**
 * Who turned out to be whom, and what the newest Client record says of a person; the client code speaks where there is
 * none.
 */
final class NaivePeople {

    private final NaiveRecount recount;
    private final Map<String, Said> newest = new HashMap<>();
    private final Map<String, Said> newestMerge = new HashMap<>();

    private record Said(long day, String record, Map<String, String> shown) {
        boolean isNewerThan(@Nullable Said other) {
            return other == null || (day != other.day ? day > other.day : record.compareTo(other.record) > 0);
        }
    }

    NaivePeople(NaiveRecount recount) {
        this.recount = recount;
        recount.sites
                .values()
                .forEach(records -> records.values().stream()
                        .filter(record -> record.type == 1)
                        .forEach(record -> {
                            var shown = record.shown();
                            var key = shown.get("client_key");
                            if (key == null
                                    || shown.containsKey("e.void_reason")
                                    || !shown.containsKey("e.occurred_on")) {
                                return;
                            }
                            var said = new Said(Long.parseLong(shown.get("e.occurred_on")), record.id, shown);
                            if (said.isNewerThan(newest.get(key))) {
                                newest.put(key, said);
                            }
                            if (shown.containsKey("merged_into_key") && said.isNewerThan(newestMerge.get(key))) {
                                newestMerge.put(key, said);
                            }
                        }));
    }

    /** The key of the person that one turned out to be; of a circle, the smallest. */
    String standsFor(String key) {
        List<String> way = new ArrayList<>();
        var at = key;
        while (true) {
            var said = newestMerge.get(at);
            if (said == null) {
                return at;
            } else if (way.contains(at)) {
                return Collections.min(way.subList(way.indexOf(at), way.size()));
            }
            way.add(at);
            at = said.shown().getOrDefault("merged_into_key", at);
        }
    }

    @Nullable
    Facts facts(String key) {
        var said = newest.get(key);
        if (said == null) {
            return recount.facts.get(key);
        }
        return new Facts(
                Integer.parseInt(said.shown().getOrDefault("sex", "0")),
                Integer.parseInt(said.shown().getOrDefault("birth_year", "9999")));
    }
}
