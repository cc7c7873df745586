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
    private volatile Known known = new Known(Map.of(), new AsRead(Map.of()));

    /** The placements derived from the directory's last sites. */
    private record Known(Map<String, Site> sites, AsRead places) {}

    /** Placements that do not change any more. */
    private record AsRead(Map<String, List<Place>> bySite) implements Places {

        @Override
        public List<Place> of(String site) {
            return bySite.getOrDefault(site, List.of());
        }
    }

    /** The places of these sites. */
    public SitePlaces(SiteDirectory directory) {
        this.directory = directory;
    }

    @Override
    public List<Place> of(String site) {
        return now().of(site);
    }

    /** The directory hands out the same map until it reads the sites anew, so that the map itself tells. */
    @Override
    @SuppressWarnings("ReferenceEquality")
    public Places now() {
        var sites = directory.byCode();
        var last = known;
        boolean isCurrent = last.sites() == sites;
        if (!isCurrent) {
            var places = new HashMap<String, List<Place>>();
            sites.forEach((code, site) -> places.put(
                    code, site.placements().stream().map(SitePlaces::place).toList()));
            last = new Known(sites, new AsRead(places));
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
