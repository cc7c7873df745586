package org.outreachsync.load.indicator;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.outreachsync.identity.Sites;
import org.outreachsync.indicator.answer.Places;

/** Where the sites are, read anew every second as the server does. */
final class BenchPlaces implements Places {

    private static final long REMEMBERED_NANOS = Duration.ofSeconds(1).toNanos();

    private final Sites sites;
    private Map<String, List<Place>> remembered = Map.of();
    private long readAt;

    BenchPlaces(Sites sites) {
        this.sites = sites;
    }

    private synchronized Map<String, List<Place>> places() {
        if (remembered.isEmpty() || System.nanoTime() - readAt > REMEMBERED_NANOS) {
            var read = new HashMap<String, List<Place>>();
            sites.list().forEach(site -> read.put(
                    site.scope(),
                    site.placements().stream()
                            .map(one -> new Place(one.from(), one.until(), one.country(), one.region(), one.provider().name()))
                            .toList()));
            remembered = read;
            readAt = System.nanoTime();
        }
        return remembered;
    }

    /** The codes of all sites. */
    Collection<String> codes() {
        return places().keySet();
    }

    @Override
    public Object state() {
        return places();
    }

    @Override
    public List<Place> of(String site) {
        return places().getOrDefault(site, List.of());
    }
}
