package org.outreachsync.export.ledger;

import static org.outreachsync.identity.SealedDocuments.PROGRAMME;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.identity.SealedDocuments;
import org.outreachsync.identity.SealedDocuments.Held;
import org.outreachsync.indicator.Period;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Pages;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.exports.v1.StoredExport;

/**
 * The entries of all exports. An entry is only changed from the state that the writer saw, and what recipients are told
 * is numbered one after another: a server that was paused can neither overwrite what another did meanwhile, nor release
 * figures that were made safe without knowing of it.
 */
public final class Ledger {

    /** Periods that lie further away are not compared: fiscal and calendar years would connect all of history. */
    private static final int RELATED_YEARS = 2;

    private final SealedDocuments<StoredExport> documents;

    /** Entries in this store. */
    public Ledger(DocumentStore store, Sealer sealer) {
        this.documents = new SealedDocuments<>(store, sealer, Tables.EXPORTS, StoredExport.parser());
    }

    /**
     * Adds an entry.
     *
     * @return false, and nothing was written, if there is one about this export, or another writer told recipients
     *     something under the same number
     */
    public boolean add(Entry entry) {
        try {
            documents.insert(entry.id().toString(), fields(entry), EntryCodec.stored(entry));
            entry.id().previous().flatMap(this::find).ifPresent(this::noteFollowed);
            return true;
        } catch (DuplicateKeyException there) {
            return false;
        }
    }

    /**
     * Replaces an entry.
     *
     * @param entry the new state, derived from one that was read
     * @return as it is stored; empty, and nothing was written, if another writer changed the entry meanwhile, or told
     *     recipients something under the same number
     */
    public Optional<Entry> replace(Entry entry) {
        var before = new Held<>(
                entry.id().toString(), entry.version(), Map.<String, Object>of(), StoredExport.getDefaultInstance());
        try {
            return documents.replace(before, fields(entry), EntryCodec.stored(entry))
                    ? Optional.of(atVersion(entry, entry.version() + 1))
                    : Optional.empty();
        } catch (DuplicateKeyException numberTaken) {
            return Optional.empty();
        }
    }

    private void noteFollowed(Entry before) {
        var stop = before.stop();
        if (stop != null && before.isOpen()) {
            replace(before.stopped(stop.followed(), before.notice()));
        }
    }

    /**
     * Notes which stopped entries are followed by a later revision. Adding one does so, unless the server was killed in
     * between.
     *
     * @param max the most entries
     */
    public void noteFollowed(int max) {
        entries(Range.ascending("exports_open", List.of(State.STOPPED.name()), null, null, max)).stream()
                .filter(entry -> find(entry.id().next()).isPresent())
                .forEach(this::noteFollowed);
    }

    /** How many entries in a state somebody still has to do something about. */
    public long open(State state) {
        return documents.count("exports_open", List.of(state.name()));
    }

    private static Entry atVersion(Entry entry, long version) {
        return new Entry(
                entry.id(),
                entry.origin(),
                entry.state(),
                entry.stop(),
                entry.content(),
                entry.changes(),
                entry.approval(),
                entry.progress(),
                entry.notice(),
                version);
    }

    private static Map<String, Object> fields(Entry entry) {
        var id = entry.id();
        var fields = new HashMap<String, Object>();
        fields.put("programme", PROGRAMME);
        fields.put("destination", id.destination());
        fields.put("state", entry.state().name());
        if (entry.isOpen()) {
            fields.put("open", entry.state().name());
        }
        fields.put("reported", reported(id.destination(), id.dataSet()));
        fields.put("day", id.period().to().toEpochDay());
        fields.put("created", entry.origin().created().toEpochMilli());
        entry.due().ifPresent(due -> fields.put("due", due.toEpochMilli()));
        if (entry.content() != null) {
            fields.put("no", entry.content().no());
        }
        return fields;
    }

    private static String reported(String destination, String dataSet) {
        return destination + "." + dataSet;
    }

    /** The entry about an export. */
    public Optional<Entry> find(EntryId id) {
        return Optional.ofNullable(documents.find(id.toString())).map(Ledger::entry);
    }

    /** The number of the last thing that recipients are told; 0 for nothing. */
    public long lastNo() {
        return documents.range(Range.last("exports_no", List.of(PROGRAMME))).stream()
                .mapToLong(held -> held.number("no"))
                .findAny()
                .orElse(0);
    }

    /**
     * Everything that recipients were told, or may be at any moment, about days of a period, in that order; and about
     * days that overlap with those, since a month can be worked out from a quarter and its other months.
     */
    public List<Entry> toldBeside(LocalDate from, LocalDate to) {
        var earliest = from.minusYears(RELATED_YEARS);
        var latest = to.plusYears(RELATED_YEARS);
        var first = from;
        var last = to;
        while (true) {
            var found = told(first, last);
            var begin = found.stream()
                    .map(entry -> entry.id().period().from())
                    .reduce(first, (one, other) -> other.isBefore(one) && !other.isBefore(earliest) ? other : one);
            var end = found.stream()
                    .map(entry -> entry.id().period().to())
                    .reduce(last, (one, other) -> other.isAfter(one) && !other.isAfter(latest) ? other : one);
            if (begin.equals(first) && end.equals(last)) {
                return found;
            }
            first = begin;
            last = end;
        }
    }

    private List<Entry> told(LocalDate from, LocalDate to) {
        return Pages.all(
                        from.toEpochDay(),
                        Range.LIMIT_MAX,
                        (day, limit) -> entries(Range.ascending("exports_day", List.of(PROGRAMME), day, null, limit)),
                        entry -> entry.id().period().to().toEpochDay(),
                        Entry::id)
                .stream()
                .filter(Entry::isTold)
                .filter(entry -> !entry.id().period().from().isAfter(to))
                .sorted(Comparator.comparingLong(
                        entry -> Objects.requireNonNull(entry.content()).no()))
                .toList();
    }

    /** The entries about which something is to be done until an instant, the most urgent first. */
    public List<Entry> due(Instant until, int max) {
        return entries(Range.ascending("exports_due", List.of(PROGRAMME), null, until.toEpochMilli(), max));
    }

    /** The entries about which something is to be done after an instant, the most urgent first. */
    public List<Entry> dueAfter(Instant after, int max) {
        return entries(Range.ascending("exports_due", List.of(PROGRAMME), after.toEpochMilli() + 1, null, max));
    }

    /** The entries in a state, the oldest first. */
    public List<Entry> in(State state, int max) {
        return entries(Range.ascending("exports_state", List.of(state.name()), null, null, max));
    }

    /** The revisions of an export in order; with and without those that were never released. */
    public List<Entry> revisions(String destination, String dataSet, Period period) {
        long day = period.to().toEpochDay();
        return entries(Range.ascending(
                        "exports_reported", List.of(reported(destination, dataSet)), day, day, Range.LIMIT_MAX))
                .stream()
                .filter(entry -> entry.id().period().equals(period.named()))
                .sorted(Comparator.comparingInt(entry -> entry.id().revision()))
                .toList();
    }

    /** The entries of a data set for periods that end on or before a day, the latest period first. */
    public List<Entry> before(String destination, String dataSet, LocalDate last, int max) {
        return entries(Range.descending(
                "exports_reported", List.of(reported(destination, dataSet)), null, last.toEpochDay(), max));
    }

    /**
     * A page of entries, the newest first.
     *
     * @param destination only of this destination; null for all
     * @param state only in this state; null for all
     * @param before only those that were created at or before it; null for all
     */
    public List<Entry> page(@Nullable String destination, @Nullable State state, @Nullable Instant before, int max) {
        var index = destination == null
                ? (state == null ? "exports_created" : "exports_state")
                : (state == null ? "exports_destination" : "exports_destination_state");
        var prefix = Stream.of(destination == null && state == null ? PROGRAMME : destination, state)
                .filter(Objects::nonNull)
                .<Object>map(Object::toString)
                .toList();
        return entries(Range.descending(index, prefix, null, before == null ? null : before.toEpochMilli(), max));
    }

    private List<Entry> entries(Range range) {
        return documents.range(range).stream().map(Ledger::entry).toList();
    }

    private static Entry entry(Held<StoredExport> held) {
        return EntryCodec.entry(held.body(), held.version());
    }
}
