package org.outreachsync.identity;

import static org.outreachsync.identity.SealedDocuments.PROGRAMME;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.outreachsync.identity.SealedDocuments.Held;
import org.outreachsync.keys.Sealer;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.identity.v1.StoredSite;

/** The sites of the programme. A site stays for ever: its records name it. */
public final class Sites {

    private static final Pattern SCOPE = Pattern.compile("[A-Z0-9-]{2,32}");
    private static final String ALL = "sites_programme";

    private final SealedDocuments<StoredSite> documents;
    private final InstantSource clock;
    private final int nameLengthMax;

    /**
     * Sites in this store.
     *
     * @param nameLengthMax characters of a name
     */
    public Sites(DocumentStore store, Sealer sealer, InstantSource clock, int nameLengthMax) {
        this.documents = new SealedDocuments<>(store, sealer, Tables.SITES, StoredSite.parser());
        this.clock = clock;
        this.nameLengthMax = nameLengthMax;
    }

    /**
     * Adds a site.
     *
     * @param scope its code: 2 to 32 of A–Z, 0–9 and hyphen
     * @throws RefusedException PARAMETER when the code or name is out of bounds or the code is taken
     */
    public Site add(String scope, String name) {
        if (!SCOPE.matcher(scope).matches()) {
            throw new RefusedException(Code.PARAMETER, "A site's code has 2 to 32 of A-Z, 0-9 and hyphen.", Map.of("parameter", "code"));
        }
        Names.check(name, nameLengthMax);
        var created = clock.instant();
        try {
            var body = StoredSite.newBuilder().setName(name).setCreatedAt(created.toEpochMilli()).build();
            documents.insert(scope, Map.of("programme", PROGRAMME), body);
        } catch (DuplicateKeyException taken) {
            throw new RefusedException(Code.PARAMETER, "There is a site of this code.", Map.of("parameter", "code"));
        }
        return new Site(scope, name, Instant.ofEpochMilli(created.toEpochMilli()));
    }

    /** All sites, by code. */
    public List<Site> list() {
        return documents.range(Range.ascending(ALL, List.of(PROGRAMME), null, null, Range.LIMIT_MAX)).stream()
                .map(Sites::site)
                .sorted(Comparator.comparing(Site::scope))
                .toList();
    }

    /** The site of this code, or null. */
    public @Nullable Site find(String scope) {
        var held = documents.find(scope);
        return held == null ? null : site(held);
    }

    /**
     * These codes as a sorted set.
     *
     * @throws RefusedException PARAMETER when there are none, too many, or one is not a site
     */
    public Set<String> existing(Collection<String> scopes, int countMax) {
        var wanted = new TreeSet<>(scopes);
        if (wanted.isEmpty() || wanted.size() > countMax) {
            throw new RefusedException(Code.PARAMETER, "Name 1 to " + countMax + " sites.", Map.of("parameter", "sites"));
        }
        for (var scope : wanted) {
            if (find(scope) == null) {
                throw new RefusedException(Code.PARAMETER, "There is no such site; see the list of sites.", Map.of("parameter", "sites"));
            }
        }
        return wanted;
    }

    private static Site site(Held<StoredSite> held) {
        return new Site(held.id(), held.body().getName(), Instant.ofEpochMilli(held.body().getCreatedAt()));
    }
}
