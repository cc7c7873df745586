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

/** The newest state of every record. The store sees where a record belongs, when it changed, its day and a keyed name of its event; the rest is sealed. */
public final class RecordStore {

    private static final int PAGE = 2_000;
    /** More records of one client, day and service are a mistake of a kind that a supervisor sees from the first hundred. */
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

    /** The records of a scope with these ids; unknown ones are left out. */
    public Map<RecordId, RecordEntry> load(String scope, Collection<RecordId> ids) {
        var found = new HashMap<RecordId, RecordEntry>();
        for (var document : store.get(Tables.RECORDS, ids.stream().map(id -> documentId(scope, id)).toList())) {
            var entry = decode(scope, document);
            found.put(entry.state().id(), entry);
        }
        return found;
    }

    /** Keeps each record unless a newer version of it is kept already. */
    public void save(Collection<RecordEntry> entries) {
        if (!entries.isEmpty()) {
            store.replaceIfNewer(Tables.RECORDS, entries.stream().map(this::encode).toList());
        }
    }

    /**
     * Records of a scope by the place in the log of their last change.
     *
     * @param from the first place, inclusive
     * @param to the last place, inclusive
     * @param limit the most records
     */
    public List<RecordEntry> changed(String scope, long from, long to, int limit) {
        return decode(scope, Range.ascending(BY_CHANGE, List.of(scope), from, to, limit));
    }

    /**
     * A record and its version.
     *
     * @param id the record
     * @param version the place in the log of its last change
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
    public List<Found> find(String scope, long from, long to, int limit) {
        return store.range(Tables.RECORDS, Range.ascending(BY_CHANGE, List.of(scope), from, to, limit)).stream()
                .map(document -> new Found(new Version(idOf(scope, document), document.version()), () -> decode(scope, document)))
                .toList();
    }

    /** As {@link #changed}, without the content. */
    public List<Version> versions(String scope, long from, long to, int limit) {
        return store.range(Tables.RECORDS, Range.ascending(BY_CHANGE, List.of(scope), from, to, limit)).stream()
                .map(document -> new Version(idOf(scope, document), document.version()))
                .toList();
    }

    /** The newest place of a change among the records of a scope; 0 for none. */
    public long newest(String scope) {
        var last = store.range(Tables.RECORDS, Range.last(BY_CHANGE, List.of(scope)));
        return last.isEmpty() ? 0 : last.getFirst().version();
    }

    /** All records of a site that are filed under a day, however many. */
    public Collection<RecordEntry> ofDay(String scope, long day) {
        var found = new LinkedHashMap<RecordId, RecordEntry>();
        long from = 0;
        while (true) {
            var page = decode(scope, Range.ascending(BY_DAY, List.of(scope, day), from, null, PAGE));
            page.forEach(entry -> found.put(entry.state().id(), entry));
            // The next page begins within the place that this one ends in; a batch touches fewer records than a page holds.
            if (page.size() < PAGE || page.getLast().state().version() == from) {
                return found.values();
            }
            from = page.getLast().state().version();
        }
    }

    /** The name of the event that a record tells of, by which others of the same event are found; null where none can be. */
    public @Nullable String eventOf(RecordEntry entry) {
        return SameEvent.nameOf(sealer, contract.type(entry.state().type()), entry);
    }

    /** Records of a site that tell of the death of a client; the first of them where there are very many. */
    public List<RecordEntry> ofDeath(String scope, byte[] clientKey) {
        return ofEvent(scope, SameEvent.nameOfDeath(sealer, scope, clientKey));
    }

    /** Records of a site that tell of the event of this name now; the first of them where there are very many. */
    public List<RecordEntry> ofEvent(String scope, String event) {
        return decode(scope, Range.ascending(BY_EVENT, List.of(scope), event, event, EVENT_MAX));
    }

    private List<RecordEntry> decode(String scope, Range range) {
        return store.range(Tables.RECORDS, range).stream().map(document -> decode(scope, document)).toList();
    }

    private Document encode(RecordEntry entry) {
        var state = entry.state();
        var fields = new HashMap<String, Object>();
        fields.put("scope", entry.scope());
        fields.put("changed", state.version());
        var day = entry.day();
        if (day != null) {
            fields.put("day", day);
        }
        var event = eventOf(entry);
        if (event != null) {
            fields.put("event", event);
        }
        var id = documentId(entry.scope(), state.id());
        return new Document(id, state.version(), fields, sealer.seal(RecordCodec.encode(entry).toByteArray(), place(id)));
    }

    private RecordEntry decode(String scope, Document document) {
        return RecordCodec.decode(scope, idOf(scope, document), document.version(), sealer.open(document.body(), place(document.id())));
    }

    /** A record is kept under its scope, so that a tablet cannot reach a record of another site by guessing its id. */
    private static String documentId(String scope, RecordId id) {
        return scope + "/" + id;
    }

    private static RecordId idOf(String scope, Document document) {
        return RecordId.parse(document.id().substring(scope.length() + 1));
    }

    private static String place(String documentId) {
        return "record/" + documentId;
    }
}
