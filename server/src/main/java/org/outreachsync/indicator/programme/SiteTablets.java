package org.outreachsync.indicator.programme;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.outreachsync.identity.Device;
import org.outreachsync.identity.Devices;
import org.outreachsync.indicator.question.Tablets;

/** The tablets in use at each site, read at most once in ten seconds. */
public final class SiteTablets implements Tablets {

    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final String PROGRAMME = "programme";

    private final LoadingCache<String, Map<String, List<Tablet>>> remembered;

    /**
     * Those of these devices.
     *
     * @param ticker the clock of the cache
     */
    public SiteTablets(Devices devices, Ticker ticker) {
        this.remembered = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(REMEMBERED)
                .build(_ -> read(devices));
    }

    private static Map<String, List<Tablet>> read(Devices devices) {
        var bySite = new HashMap<String, List<Tablet>>();
        devices.all().stream()
                .filter(device -> device.state() == Device.State.ACTIVE)
                .forEach(device -> device.sites()
                        .forEach(site -> bySite.computeIfAbsent(site, unseen -> new ArrayList<>())
                                .add(new Tablet(device.no(), device.seen()))));
        return bySite;
    }

    @Override
    public List<Tablet> of(String site) {
        return remembered.get(PROGRAMME).getOrDefault(site, List.of());
    }
}
