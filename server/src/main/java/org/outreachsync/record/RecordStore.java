package org.outreachsync.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
import org.outreachsync.keys.Sealer;
import org.outreachsync.model.Contract;
import org.outreachsync.model.RecordId;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Pages;
import org.outreachsync.store.Range;
import org.outreachsync.store.TableWrite;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.log.v1.StoredRecord;

/**
 * The newest state of every record. The store sees a record's site, the seq of its last change, its day and a keyed
 * name of its event; the rest is sealed.
 */
public final class RecordStore {

    private static final int PAGE = 2_000;
    /**
     * How many records of one event are read. If there are more, the first hundred are enough for a supervisor to see
     * the mistake.
     */
    private static final int EVENT_MAX = 100;

    /** How many records of one event are expected. If several events together have more, each is read by itself. */
    private static final int USUAL_PER_EVENT = 4;

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

    /** The records of a site with these ids. Unknown ids are ignored. */
    public Map<RecordId, RecordEntry> load(String site, Collection<RecordId> ids) {
        var found = new HashMap<RecordId, RecordEntry>();
        for (var document : store.get(
                Tables.RECORDS, ids.stream().map(id -> documentId(site, id)).toList())) {
            var entry = decode(site, document);
            found.put(entry.state().id(), entry);
        }
        return found;
    }

    /** Stores each record unless a newer version of it is stored already. */
    public void save(Collection<RecordEntry> entries) {
        store.write(List.of(writeOf(entries)));
    }

    /** The write that stores each record unless a newer version of it is stored already. */
    public TableWrite writeOf(Collection<RecordEntry> entries) {
        return TableWrite.newer(
                Tables.RECORDS, entries.stream().map(this::encode).toList());
    }

    /**
     * Records of a site by the seq of their last change.
     *
     * @param from the first seq, inclusive
     * @param to the last seq, inclusive
     * @param limit the maximum number of records
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
     * A changed record, which is unsealed only when its content is needed.
     *
     * @param version the version of its state
     * @param content unseals the record
     */
    public record Found(Version version, Supplier<RecordEntry> content) {}

    /** Like {@link #changed}, but each record is unsealed only when its content is needed. */
    public List<Found> find(String site, long from, long to, int limit) {
        return store.range(Tables.RECORDS, Range.ascending(BY_CHANGE, List.of(site), from, to, limit)).stream()
                .map(document ->
                        new Found(new Version(idOf(site, document), document.version()), () -> decode(site, document)))
                .toList();
    }

    /** Like {@link #changed}, without the content. */
    public List<Version> versions(String site, long from, long to, int limit) {
        return store.range(Tables.RECORDS, Range.ascending(BY_CHANGE, List.of(site), from, to, limit)).stream()
                .map(document -> new Version(idOf(site, document), document.version()))
                .toList();
    }

    /** The highest version among the records of a site; 0 for none. */
    public long newest(String site) {
        var last = store.range(Tables.RECORDS, Range.last(BY_CHANGE, List.of(site)));
        return last.isEmpty() ? 0 : last.getFirst().version();
    }

    /** All records of a site that are filed under a day. */
    public Collection<RecordEntry> ofDay(String site, long day) {
        return all(0, (from, limit) -> decode(site, Range.ascending(BY_DAY, List.of(site, day), from, null, limit)));
    }

    /** All records of a site that were changed at this seq or later, in the order of their last change. */
    public Collection<RecordEntry> allChanged(String site, long since) {
        return all(since, (from, limit) -> changed(site, from, Long.MAX_VALUE, limit));
    }

    /** A batch touches fewer records than fit on a page. */
    private static Collection<RecordEntry> all(long from, Pages.Reader<RecordEntry> reader) {
        return Pages.all(
                from,
                PAGE,
                reader,
                entry -> entry.state().version(),
                entry -> entry.state().id());
    }

    /** The same record with the keyed name of the event that it describes now. */
    public RecordEntry withEvent(RecordEntry entry) {
        var now = SameEvent.nameOf(sealer, contract.type(entry.state().type()), entry);
        return Objects.equals(now, entry.event())
                        && (now == null || entry.sameEvents().contains(now))
                ? entry
                : entry.describing(now);
    }

    /** The record in a message of the log, at a version. */
    public RecordEntry restated(String site, RecordId id, long version, StoredRecord stored) {
        return withEvent(RecordCodec.decode(site, id, version, null, stored));
    }

    /** The keyed name of the death of a client of a site, by which the records that report it are found. */
    public String eventOfDeath(String site, byte[] clientKey) {
        return SameEvent.nameOfDeath(sealer, site, clientKey);
    }

    /**
     * Records of a site that now describe these events, by the name of the event, in the order of their ids; of each,
     * only the first if there are very many. A name without records is left out.
     *
     * @param unsaved records that were changed and are not stored yet; they count as they are now
     */
    public Map<String, List<RecordEntry>> ofEvents(
            String site, Collection<String> events, Collection<RecordEntry> unsaved) {
        var asked = new LinkedHashSet<>(events);
        var found = new HashMap<String, List<RecordEntry>>();
        var changed = new HashSet<RecordId>();
        for (var entry : unsaved) {
            changed.add(entry.state().id());
            if (entry.event() != null && asked.contains(entry.event())) {
                found.computeIfAbsent(entry.event(), unseen -> new ArrayList<>())
                        .add(entry);
            }
        }
        asked.stream()
                .gather(Gatherers.windowFixed(Range.AMONG_MAX))
                .flatMap(some -> documentsOf(site, some, EVENT_MAX + changed.size()).stream())
                .forEach(document -> {
                    var event = document.text("event");
                    // Another server may have changed the record while it was read.
                    if (event != null && !changed.contains(idOf(site, document))) {
                        found.computeIfAbsent(event, unseen -> new ArrayList<>())
                                .add(decode(site, document));
                    }
                });
        found.replaceAll((event, entries) -> entries.stream()
                .sorted(Comparator.comparing(entry -> entry.state().id()))
                .limit(EVENT_MAX)
                .toList());
        return found;
    }

    private List<Document> documentsOf(String site, List<String> events, int perEvent) {
        int usual = perEvent + USUAL_PER_EVENT * events.size();
        var together = store.range(Tables.RECORDS, Range.among(BY_EVENT, List.of(site), events, usual));
        if (together.size() < usual) {
            return together;
        }
        return events.stream()
                .flatMap(
                        event -> store
                                .range(Tables.RECORDS, Range.ascending(BY_EVENT, List.of(site), event, event, perEvent))
                                .stream())
                .toList();
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
        var event = entry.event();
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
                document.text("event"),
                sealer.open(document.body(), sealContext(document.id())));
    }

    /** The document id contains the site, so a tablet cannot reach a record of another site by guessing its id. */
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
