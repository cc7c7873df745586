package org.outreachsync.record;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.TableWrite;
import org.outreachsync.store.Tables;

/**
 * The persons whom the records of each site name, whose keys the tablets of the site may know. The store sees a keyed
 * name for each pair, which reveals neither site nor person.
 */
public final class SitePersons {

    private static final String PURPOSE = "person at site";
    private static final byte[] NOTHING = {};
    /** Cached pairs; some 200 bytes each. */
    private static final int REMEMBERED_MAX = 100_000;

    private final DocumentStore store;
    private final Sealer sealer;
    private final Cache<String, Boolean> noted =
            Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).build();

    /** Persons of sites in this store. */
    public SitePersons(DocumentStore store, Sealer sealer) {
        this.store = store;
        this.sealer = sealer;
    }

    /**
     * The write that records that records of a site name these persons. Goes before any record shows them.
     *
     * @see #noted
     */
    public TableWrite writeOf(String site, Collection<ByteString> keys) {
        var fresh = new LinkedHashMap<String, Document>();
        for (var key : keys) {
            var name = name(site, key);
            if (noted.getIfPresent(name) == null) {
                fresh.put(name, new Document(name, 1, Map.of(), NOTHING));
            }
        }
        return TableWrite.newer(Tables.SITE_PERSONS, List.copyOf(fresh.values()));
    }

    /** Remembers that a write of {@link #writeOf} was done. */
    public void noted(TableWrite write) {
        write.documents().forEach(document -> noted.put(document.id(), true));
    }

    /** Those of the persons whom records of any of the sites name. */
    public Set<ByteString> known(Collection<String> sites, Collection<ByteString> keys) {
        var asked = new HashMap<String, ByteString>();
        for (var key : keys) {
            sites.forEach(site -> asked.put(name(site, key), key));
        }
        var known = new HashSet<ByteString>();
        if (!asked.isEmpty()) {
            store.get(Tables.SITE_PERSONS, asked.keySet()).forEach(document -> {
                var key = asked.get(document.id());
                if (key != null) {
                    known.add(key);
                }
            });
        }
        return known;
    }

    private String name(String site, ByteString key) {
        return sealer.name(PURPOSE, List.of(site.getBytes(StandardCharsets.UTF_8), key.toByteArray()));
    }
}
