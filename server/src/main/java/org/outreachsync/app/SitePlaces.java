package org.outreachsync.app;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.outreachsync.identity.Placement;
import org.outreachsync.identity.Sites;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.sync.SiteDays;

/** Where the sites of the programme are, as known a second ago at the latest. */
public final class SitePlaces implements Places, SiteDays {

    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final String PROGRAMME = "programme";

    private final LoadingCache<String, Map<String, List<Place>>> remembered;

    /**
     * Places of these sites.
     *
     * @param ticker tells when a second has passed
     */
    public SitePlaces(Sites sites, Ticker ticker) {
        this.remembered = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(REMEMBERED)
                .build(_ -> read(sites));
    }

    private static Map<String, List<Place>> read(Sites sites) {
        var places = new HashMap<String, List<Place>>();
        sites.list()
                .forEach(site -> places.put(
                        site.code(),
                        site.placements().stream().map(SitePlaces::place).toList()));
        return places;
    }

    private static Place place(Placement placement) {
        return new Place(
                placement.from(),
                placement.until(),
                placement.country(),
                placement.region(),
                placement.provider().name());
    }

    /** The codes of all sites. */
    public Collection<String> codes() {
        return remembered.get(PROGRAMME).keySet();
    }

    @Override
    public SiteDays.State on(String site, LocalDate day) {
        if (!codes().contains(site)) {
            return SiteDays.State.UNKNOWN;
        }
        if (isOpen(site, day)) {
            return SiteDays.State.OPEN;
        }
        return day.isBefore(of(site).getFirst().from()) ? SiteDays.State.NOT_YET : SiteDays.State.CLOSED;
    }

    @Override
    public Object state() {
        return remembered.get(PROGRAMME);
    }

    @Override
    public List<Place> of(String site) {
        return remembered.get(PROGRAMME).getOrDefault(site, List.of());
    }
}
