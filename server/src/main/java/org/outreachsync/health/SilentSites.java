package org.outreachsync.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.outreachsync.identity.Device;
import org.outreachsync.identity.Devices;
import org.outreachsync.identity.SiteDirectory;

/** Finds open sites from which no tablet has synced for long. */
public final class SilentSites {

    private final Devices devices;
    private final SiteDirectory sites;
    private final ZoneId zone;
    private final InstantSource clock;

    /**
     * Looks at these tablets and sites.
     *
     * @param zone of the programme, in which days begin
     */
    public SilentSites(Devices devices, SiteDirectory sites, ZoneId zone, InstantSource clock) {
        this.devices = devices;
        this.sites = sites;
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * How long ago tablets synced last, to some minutes. A tablet that never synced counts from its enrolment.
     *
     * @param ofSites by site, the time since the last sync of any of its tablets; open sites with tablets only
     * @param longest the time since the last sync of the tablet that has not synced for longest; zero without tablets
     */
    public record Silence(Map<String, Duration> ofSites, Duration longest) {

        public Silence {
            ofSites = Map.copyOf(ofSites);
        }
    }

    /** Reads all tablets and sites. */
    public Silence look() {
        var now = clock.instant();
        var today = now.atZone(zone).toLocalDate();
        var open = sites.byCode();
        var last = new HashMap<String, Instant>();
        var longest = Duration.ZERO;
        for (var device : devices.all()) {
            if (device.state() == Device.State.ACTIVE) {
                var synced = device.seen().isAfter(device.enrolled()) ? device.seen() : device.enrolled();
                device.sites().forEach(site -> last.merge(site, synced, SilentSites::later));
                longest = longer(longest, Duration.between(synced, now));
            }
        }
        var silent = new TreeMap<String, Duration>();
        last.forEach((code, synced) -> {
            var site = open.get(code);
            if (site != null && !site.closedOn(today)) {
                silent.put(code, longer(Duration.ZERO, Duration.between(synced, now)));
            }
        });
        return new Silence(silent, longest);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
