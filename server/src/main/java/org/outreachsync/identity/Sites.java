package org.outreachsync.identity;

import static org.outreachsync.identity.SealedDocuments.PROGRAMME;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.Limits;
import org.outreachsync.identity.SealedDocuments.Next;
import org.outreachsync.keys.Sealer;
import org.outreachsync.model.SiteCode;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.identity.v1.StoredSite;

/** The sites of the programme. A site and its history are never deleted, because records name it. */
public final class Sites {

    private static final String ALL = "sites_programme";
    private static final Map<String, Object> FIELDS = Map.of("programme", PROGRAMME);

    private final SealedDocuments<StoredSite> documents;
    private final InstantSource clock;
    private final PlaceRule rule;
    private final Limits.Identities limits;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Says that a site is unknown, to whoever asks over HTTP or types a command. */
    public static final String NO_SUCH = "There is no such site. The list of sites has all codes.";

    /**
     * Sites in this store.
     *
     * @param rule where a site may be placed
     */
    public Sites(DocumentStore store, Sealer sealer, InstantSource clock, PlaceRule rule, Limits.Identities limits) {
        this.documents = new SealedDocuments<>(store, sealer, Tables.SITES, StoredSite.parser());
        this.clock = clock;
        this.rule = rule;
        this.limits = limits;
    }

    /** Calls this after each change that is made here. Changes by other servers are not told. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Adds a site without a placement.
     *
     * @param code its code: 2 to 32 of A–Z, 0–9 and hyphen
     * @throws RefusedException PARAMETER if the code or name is out of bounds or the code is taken; TOO_LARGE if there
     *     are too many sites
     */
    public Site add(String code, String name) {
        return add(code, name, null);
    }

    /**
     * Adds a site.
     *
     * @param code its code: 2 to 32 of A–Z, 0–9 and hyphen
     * @param first its first placement, or null for none
     * @throws RefusedException PARAMETER if the code, name or placement is out of bounds or the code is taken;
     *     TOO_LARGE if there are too many sites
     */
    public Site add(String code, String name, @Nullable Placement first) {
        check(code, name);
        if (first != null) {
            check(first);
        }
        int sitesMax = limits.sitesMax();
        if (documents
                        .range(Range.ascending(ALL, List.of(PROGRAMME), null, null, sitesMax))
                        .size()
                == sitesMax) {
            throw new RefusedException(
                    Code.TOO_LARGE, "The programme has as many sites as it may have.", Map.of("sites_max", sitesMax));
        }
        var created = Instant.ofEpochMilli(clock.millis());
        var placements = first == null ? List.<Placement>of() : List.of(first);
        try {
            var body = StoredSite.newBuilder().setName(name).setCreatedAt(created.toEpochMilli());
            documents.insert(
                    code, FIELDS, SiteCodec.withPlacements(body, placements).build());
        } catch (DuplicateKeyException taken) {
            throw Parameters.refused("code", "This site code is already taken.");
        }
        listeners.forEach(Runnable::run);
        return new Site(code, name, created, placements);
    }

    /**
     * Checks a code and a name.
     *
     * @throws RefusedException PARAMETER if one is out of bounds
     */
    public void check(String code, String name) {
        if (!SiteCode.isForm(code)) {
            throw Parameters.refused("code", "A site code has 2 to 32 characters, each A-Z, 0-9 or a hyphen.");
        }
        NameRules.check(name, limits.nameLengthMax());
    }

    /**
     * Checks a new placement.
     *
     * @throws RefusedException PARAMETER if it is out of bounds, or in a region where a site may not be placed
     */
    public void check(Placement placement) {
        placement.check();
        rule.check(placement.country(), placement.region());
    }

    /** How many more sites can be added. */
    public int room() {
        return limits.sitesMax() - list().size();
    }

    /**
     * Moves a site, or reopens a closed one. The previous placement ends where this one begins; a placement that begins
     * on the same day is replaced.
     *
     * @throws RefusedException NOT_FOUND for an unknown site; PARAMETER if the placement is out of bounds or begins
     *     before the last one; TOO_LARGE if the site has too many placements
     */
    public Site place(String code, Placement next) {
        check(next);
        return changed(code, placements -> PlacementHistory.placed(placements, next));
    }

    /**
     * Closes a site.
     *
     * @param on the first day on which it is closed; another day corrects the previous one
     * @throws RefusedException NOT_FOUND for an unknown site; PARAMETER if it has no placement or its last one begins
     *     on this day or later
     */
    public Site close(String code, LocalDate on) {
        return changed(code, placements -> PlacementHistory.closed(placements, on));
    }

    private Site changed(String code, UnaryOperator<List<Placement>> change) {
        var held = documents.update(code, "site", before -> {
            var placements = SiteCodec.site(before).placements();
            var after = change.apply(placements);
            if (after.size() > limits.placementsMax()) {
                throw new RefusedException(
                        Code.TOO_LARGE,
                        "The site has too many placements.",
                        Map.of("placements_max", limits.placementsMax()));
            }
            return after.equals(placements)
                    ? null
                    : new Next<>(
                            FIELDS,
                            SiteCodec.withPlacements(before.body().toBuilder(), after)
                                    .build());
        });
        listeners.forEach(Runnable::run);
        return SiteCodec.site(held);
    }

    /** All sites, by code. */
    public List<Site> list() {
        return documents.range(Range.ascending(ALL, List.of(PROGRAMME), null, null, Range.LIMIT_MAX)).stream()
                .map(SiteCodec::site)
                .sorted(Comparator.comparing(Site::code))
                .toList();
    }

    /** The site of this code, or null. */
    public @Nullable Site find(String code) {
        var held = documents.find(code);
        return held == null ? null : SiteCodec.site(held);
    }

    /**
     * These codes as a sorted set.
     *
     * @throws RefusedException PARAMETER if there are none or too many, or if one is unknown
     */
    public Set<String> existing(Collection<String> codes, int countMax) {
        var wanted = new TreeSet<>(codes);
        if (wanted.isEmpty() || codes.size() > countMax) {
            throw Parameters.refused("sites", "Name 1 to " + countMax + " sites.");
        }
        for (var code : wanted) {
            if (find(code) == null) {
                throw Parameters.refused("sites", NO_SUCH);
            }
        }
        return wanted;
    }
}
