package org.outreachsync.indicator.programme;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.outreachsync.identity.Placement;
import org.outreachsync.identity.Site;
import org.outreachsync.identity.SiteDirectory;
import org.outreachsync.indicator.question.Places;

/** The placements of the programme's sites, from the site directory. */
public final class SitePlaces implements Places {

    private final SiteDirectory directory;
    private volatile Known known = new Known(Map.of(), Map.of());

    /** The placements derived from the directory's last sites. */
    private record Known(Map<String, Site> sites, Map<String, List<Place>> places) {}

    /** The places of these sites. */
    public SitePlaces(SiteDirectory directory) {
        this.directory = directory;
    }

    @Override
    public Object state() {
        return places();
    }

    @Override
    public List<Place> of(String site) {
        return places().getOrDefault(site, List.of());
    }

    /** The directory hands out the same map until it reads the sites anew, so that the map itself tells. */
    @SuppressWarnings("ReferenceEquality")
    private Map<String, List<Place>> places() {
        var sites = directory.byCode();
        var last = known;
        boolean isCurrent = last.sites() == sites;
        if (!isCurrent) {
            var places = new HashMap<String, List<Place>>();
            sites.forEach((code, site) -> places.put(
                    code, site.placements().stream().map(SitePlaces::place).toList()));
            last = new Known(sites, places);
            known = last;
        }
        return last.places();
    }

    private static Place place(Placement placement) {
        return new Place(
                placement.from(),
                placement.until(),
                placement.country(),
                placement.region(),
                placement.provider().name());
    }
}
