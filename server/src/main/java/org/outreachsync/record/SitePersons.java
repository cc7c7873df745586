package org.outreachsync.record;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.Document;
import org.outreachsync.store.TableRead;
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

    private final Sealer sealer;
    private final Cache<String, Boolean> noted =
            Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).build();

    /** Persons of sites, under names by this sealer. */
    public SitePersons(Sealer sealer) {
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

    /**
     * A question whether records of any of some sites name persons.
     *
     * @param remembered those of whom it is known here
     * @param read asks the store for the others
     * @param asked the others, by what is asked for
     */
    public record Asked(Set<ByteString> remembered, TableRead read, Map<String, ByteString> asked) {

        /** Those of the persons whom records of any of the sites name, by what the read found. */
        public Set<ByteString> known(List<Document> found) {
            var known = new HashSet<>(remembered);
            for (var document : found) {
                var key = asked.get(document.id());
                if (key != null) {
                    known.add(key);
                }
            }
            return known;
        }
    }

    /** Asks whether records of any of the sites name these persons. */
    public Asked asked(Collection<String> sites, Collection<ByteString> keys) {
        var remembered = new HashSet<ByteString>();
        var asked = new LinkedHashMap<String, ByteString>();
        for (var key : new LinkedHashSet<>(keys)) {
            var names = sites.stream().map(site -> name(site, key)).toList();
            if (names.stream().anyMatch(name -> noted.getIfPresent(name) != null)) {
                remembered.add(key);
            } else {
                names.forEach(name -> asked.put(name, key));
            }
        }
        return new Asked(remembered, new TableRead(Tables.SITE_PERSONS, asked.keySet()), asked);
    }

    private String name(String site, ByteString key) {
        return sealer.name(PURPOSE, List.of(site.getBytes(StandardCharsets.UTF_8), key.toByteArray()));
    }
}
