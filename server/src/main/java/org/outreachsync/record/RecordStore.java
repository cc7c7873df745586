package org.outreachsync.record;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.outreachsync.keys.Sealer;
import org.outreachsync.model.Contract;
import org.outreachsync.model.RecordId;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;

/**
 * The newest state of every record. The store sees where a record belongs, when it changed, its day and a keyed name of
 * its event; the rest is sealed.
 */
public final class RecordStore {

    private static final int PAGE = 2_000;
    /**
     * More records of one client, day and service are a mistake of a kind that a supervisor sees from the first
     * hundred.
     */
    private static final int EVENT_MAX = 100;

    private static final String BY_CHANGE = "records_changed";
    private static final String BY_DAY = "records_day";
    private static final String BY_EVENT = "records_event";

    private final DocumentStore store;
    private final Sealer sealer;
    private final Contract contract;

    /** Records of this contract in this store. */
    public RecordStore(DocumentStore store, Sealer sealer, Contract contract) {
        this.store = store;
        this.sealer = sealer;
        this.contract = contract;
    }

    /** The records of a site with these ids; unknown ones are left out. */
    public Map<RecordId, RecordEntry> load(String site, Collection<RecordId> ids) {
        var found = new HashMap<RecordId, RecordEntry>();
        for (var document : store.get(
                Tables.RECORDS, ids.stream().map(id -> documentId(site, id)).toList())) {
            var entry = decode(site, document);
            found.put(entry.state().id(), entry);
        }
        return found;
    }

    /** Keeps each record unless a newer version of it is kept already. */
    public void save(Collection<RecordEntry> entries) {
        if (!entries.isEmpty()) {
            store.replaceIfNewer(
                    Tables.RECORDS, entries.stream().map(this::encode).toList());
        }
    }

    /**
     * Records of a site by the sequence number in the log of their last change.
     *
     * @param from the first place, inclusive
     * @param to the last place, inclusive
     * @param limit the most records
     */
    public List<RecordEntry> changed(String site, long from, long to, int limit) {
        return decode(site, Range.ascending(BY_CHANGE, List.of(site), from, to, limit));
    }

    /**
     * A record and its version.
     *
     * @param id the record
     * @param version the sequence number in the log of its last change
     */
    public record Version(RecordId id, long version) {}

    /**
     * A record that changed, opened only when its content is asked for.
     *
     * @param version which state it is in
     * @param content opens it
     */
    public record Found(Version version, Supplier<RecordEntry> content) {}

    /** As {@link #changed}, each record opened only when it is needed. */
    public List<Found> find(String site, long from, long to, int limit) {
        return store.range(Tables.RECORDS, Range.ascending(BY_CHANGE, List.of(site), from, to, limit)).stream()
                .map(document ->
                        new Found(new Version(idOf(site, document), document.version()), () -> decode(site, document)))
                .toList();
    }

    /** As {@link #changed}, without the content. */
    public List<Version> versions(String site, long from, long to, int limit) {
        return store.range(Tables.RECORDS, Range.ascending(BY_CHANGE, List.of(site), from, to, limit)).stream()
                .map(document -> new Version(idOf(site, document), document.version()))
                .toList();
    }

    /** The newest place of a change among the records of a site; 0 for none. */
    public long newest(String site) {
        var last = store.range(Tables.RECORDS, Range.last(BY_CHANGE, List.of(site)));
        return last.isEmpty() ? 0 : last.getFirst().version();
    }

    /** All records of a site that are filed under a day, however many. */
    public Collection<RecordEntry> ofDay(String site, long day) {
        var found = new LinkedHashMap<RecordId, RecordEntry>();
        long from = 0;
        while (true) {
            var page = decode(site, Range.ascending(BY_DAY, List.of(site, day), from, null, PAGE));
            page.forEach(entry -> found.put(entry.state().id(), entry));
            // The next page begins within the place that this one ends in; a batch touches fewer records than a page
            // holds.
            if (page.size() < PAGE || page.getLast().state().version() == from) {
                return found.values();
            }
            from = page.getLast().state().version();
        }
    }

    /**
     * The name of the event that a record tells of, by which others of the same event are found; null where none can
     * be.
     */
    public @Nullable String eventOf(RecordEntry entry) {
        return SameEvent.nameOf(sealer, contract.type(entry.state().type()), entry);
    }

    /** Records of a site that tell of the death of a client; the first of them where there are very many. */
    public List<RecordEntry> ofDeath(String site, byte[] clientKey) {
        return ofEvent(site, SameEvent.nameOfDeath(sealer, site, clientKey));
    }

    /** Records of a site that tell of the event of this name now; the first of them where there are very many. */
    public List<RecordEntry> ofEvent(String site, String event) {
        return decode(site, Range.ascending(BY_EVENT, List.of(site), event, event, EVENT_MAX));
    }

    private List<RecordEntry> decode(String site, Range range) {
        return store.range(Tables.RECORDS, range).stream()
                .map(document -> decode(site, document))
                .toList();
    }

    private Document encode(RecordEntry entry) {
        var state = entry.state();
        var fields = new HashMap<String, Object>();
        fields.put("scope", entry.site());
        fields.put("changed", state.version());
        var day = entry.day();
        if (day != null) {
            fields.put("day", day);
        }
        var event = eventOf(entry);
        if (event != null) {
            fields.put("event", event);
        }
        var id = documentId(entry.site(), state.id());
        return new Document(
                id,
                state.version(),
                fields,
                sealer.seal(RecordCodec.encode(entry).toByteArray(), sealContext(id)));
    }

    private RecordEntry decode(String site, Document document) {
        return RecordCodec.decode(
                site,
                idOf(site, document),
                document.version(),
                sealer.open(document.body(), sealContext(document.id())));
    }

    /** A record is kept under its site, so that a tablet cannot reach a record of another site by guessing its id. */
    private static String documentId(String site, RecordId id) {
        return site + "/" + id;
    }

    private static RecordId idOf(String site, Document document) {
        return RecordId.parse(document.id().substring(site.length() + 1));
    }

    private static String sealContext(String documentId) {
        return "record/" + documentId;
    }
}
