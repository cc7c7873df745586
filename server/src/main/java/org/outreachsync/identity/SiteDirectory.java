package org.outreachsync.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The sites of the programme, read at most once a second. A change on this server is visible immediately, one on
 * another server within that time.
 */
public final class SiteDirectory {

    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    /** By the number of changes before: what is read while the sites change is not served afterwards. */
    private final LoadingCache<Long, Map<String, Site>> remembered;

    private final AtomicLong changes = new AtomicLong();

    /**
     * A directory of these sites.
     *
     * @param ticker the clock of the cache
     */
    public SiteDirectory(Sites sites, Ticker ticker) {
        this.remembered = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(REMEMBERED)
                .build(_ -> read(sites));
        sites.onChange(changes::incrementAndGet);
    }

    private static Map<String, Site> read(Sites sites) {
        var byCode = new TreeMap<String, Site>();
        sites.list().forEach(site -> byCode.put(site.code(), site));
        return Collections.unmodifiableMap(byCode);
    }

    /** All sites by code; the same map while it is cached. */
    public Map<String, Site> byCode() {
        return remembered.get(changes.get());
    }

    /** All sites by code as they are stored now, including those that another server has just added. */
    public Map<String, Site> now() {
        changes.incrementAndGet();
        return byCode();
    }
}
