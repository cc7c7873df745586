package org.outreachsync.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.log.EventLog;
import org.outreachsync.log.LogEntry;
import org.outreachsync.model.Contract;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.Loaded;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.Review;
import org.outreachsync.record.SiteState;
import org.outreachsync.store.Document;
import org.outreachsync.store.TableRead;
import org.outreachsync.validate.Withheld;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.log.v1.LoggedOp;

/**
 * Applies the log of a site to its records, in order. An entry is applied only after everything before it; a record
 * that already contains the entry is left unchanged. So the result is the same after a crash between any two steps, or
 * with two servers at once.
 *
 * <p>Calls for one site must not overlap in one process; see {@code SiteLocks}.
 */
public final class RecordProjector {

    /** How many entries are applied at a time when a projection has fallen behind. */
    private static final int ENTRIES_AT_ONCE = 50;

    private final EventLog log;
    private final Projected projected;
    private final EntryWrites writes;
    private final OpApplier applier;
    private final ConcurrentHashMap<String, SiteState> states = new ConcurrentHashMap<>();

    /** Projects this log. */
    public RecordProjector(
            EventLog log,
            Projected projected,
            ReviewProjector reviews,
            RecordMapper mapper,
            Contract contract,
            Withheld withheld) {
        this.log = log;
        this.projected = projected;
        this.writes = new EntryWrites(projected, reviews, mapper, contract);
        this.applier = new OpApplier(projected.records(), mapper, contract, withheld);
    }

    /**
     * The progress of a projection.
     *
     * @param state the state of the site, with everything applied up to its seq
     * @param touched the records that the last entries touched, as they are stored now
     * @param open the open reviews of these records, by id; null if there may be others
     */
    public record Applied(
            SiteState state,
            Map<RecordId, RecordEntry> touched,
            @Nullable Map<String, Review> open) {

        /** The seq up to which everything is applied. */
        public long head() {
            return state.seq();
        }
    }

    /** Applies the whole log of a site. */
    public Applied catchUp(String site) {
        return catchUp(site, Long.MAX_VALUE);
    }

    /** Applies the log of a site up to this seq, inclusive. What was applied beyond it stays. */
    public Applied catchUp(String site, long to) {
        var done = new Applied(state(site), Map.of(), null);
        var entries = entriesTo(site, to);
        if (!entries.isEmpty() && adopt(site)) {
            done = new Applied(state(site), Map.of(), null);
            entries = entriesTo(site, to);
        }
        while (!entries.isEmpty()) {
            done = apply(site, entries, projected.records().read(site, ids(entries)));
            entries = entriesTo(site, to);
        }
        return done;
    }

    /** The next entries that are not applied yet. */
    private List<LogEntry> entriesTo(String site, long to) {
        long done = applied(site);
        int limit = Math.clamp(to - done, 0, ENTRIES_AT_ONCE);
        return limit == 0 ? List.of() : log.readAfter(site, done, limit);
    }

    /** Takes over what another server has applied. */
    private boolean adopt(String site) {
        var stored = projected.watermarks().stateOf(site);
        if (stored.seq() <= applied(site)) {
            return false;
        }
        states.put(site, stored);
        projected.records().forgetEvents(site);
        return true;
    }

    /**
     * What a site is like before its next entry.
     *
     * @param loaded the records that ops touch, as they are then
     * @param found what the other reads found
     */
    public record Before(Loaded loaded, List<List<Document>> found) {}

    /**
     * The records that ops touch, with everything applied up to the known end of the log. If these ops then get the
     * next seq, nothing came in between, and these are the records just before them.
     *
     * @param others reads that are done beside
     */
    public Before before(String site, long tail, List<LoggedOp> ops, List<TableRead> others) {
        if (applied(site) < tail) {
            catchUp(site);
        }
        var asked = projected.records().asked(site, idsOf(ops));
        var reads = new ArrayList<>(others);
        reads.add(asked.read());
        var found = projected.store().getAll(reads);
        return new Before(asked.loaded(found.getLast()), found.subList(0, others.size()));
    }

    /** Those of the records that these ops touch. */
    public static Loaded touched(Loaded loaded, List<LoggedOp> ops) {
        return loaded.of(idsOf(ops));
    }

    /**
     * What the next entry of a site's log does, to be written together with it.
     *
     * @param before see {@link #before}
     * @param changed the records that the entry changes, as {@link Admission} left them
     * @return null if that cannot be told before the entry is in the log
     */
    public @Nullable Effect effect(LogEntry entry, Loaded before, Map<RecordId, RecordEntry> changed) {
        var site = entry.key().site();
        boolean isNext = applied(site) == entry.seq() - 1;
        boolean isAhead = before.records().values().stream()
                .anyMatch(record -> record.state().version() >= entry.seq());
        return isNext && !isAhead
                ? writes.of(state(site), List.of(entry), before, new TreeMap<>(Map.of(entry.seq(), changed)))
                : null;
    }

    /** Notes that the next entry of a site's log was written, with all that it does. */
    public Applied written(Effect effect) {
        writes.written(effect);
        projected.records().storedPage(effect.site(), effect.state().seq(), effect.changed());
        return progress(effect);
    }

    private Applied progress(Effect effect) {
        states.put(effect.site(), effect.state());
        return new Applied(effect.state(), effect.touched(), effect.open());
    }

    private long applied(String site) {
        return state(site).seq();
    }

    private SiteState state(String site) {
        return states.computeIfAbsent(site, unseen -> projected.watermarks().stateOf(unseen));
    }

    /** Remembers the digest of a site's records that was computed from them. */
    public void remember(String site, SiteState withDigest) {
        states.computeIfPresent(site, (unseen, state) -> state.seq() == withDigest.seq() ? withDigest : state);
    }

    private Applied apply(String site, List<LogEntry> entries, Loaded before) {
        var kept = before.records();
        var now = new HashMap<>(kept);
        var changed = new TreeMap<Long, Map<RecordId, RecordEntry>>();
        for (var entry : entries) {
            var ofEntry = applyEntry(entry, kept, now);
            now.putAll(ofEntry);
            changed.put(entry.seq(), ofEntry);
        }
        var effect = writes.of(state(site), entries, before, changed);
        writes.write(effect);
        return progress(effect);
    }

    private static Set<RecordId> ids(Collection<LogEntry> entries) {
        var ids = new HashSet<RecordId>();
        for (var entry : entries) {
            ids.addAll(idsOf(entry.batch().getOpsList()));
            entry.batch()
                    .getRestatedList()
                    .forEach(restated ->
                            ids.add(RecordId.of(restated.getRecordId().toByteArray())));
        }
        return ids;
    }

    private static Set<RecordId> idsOf(List<LoggedOp> ops) {
        var ids = new HashSet<RecordId>();
        for (var op : ops) {
            if (touchesRecord(op)) {
                ids.add(RecordId.of(op.getRecordId().toByteArray()));
            }
        }
        return ids;
    }

    private static boolean touchesRecord(LoggedOp op) {
        return !op.getRecordId().isEmpty();
    }

    /** The records that an entry changes, after it. */
    private Map<RecordId, RecordEntry> applyEntry(
            LogEntry entry, Map<RecordId, RecordEntry> kept, Map<RecordId, RecordEntry> now) {
        var changed = new LinkedHashMap<RecordId, RecordEntry>();
        for (var op : entry.batch().getOpsList()) {
            if (!touchesRecord(op)) {
                continue;
            }
            var id = RecordId.of(op.getRecordId().toByteArray());
            if (contains(kept.get(id), entry)) {
                continue;
            }
            var next = next(entry, op, id, changed.getOrDefault(id, now.get(id)));
            if (next != null) {
                changed.put(id, next);
            }
        }
        for (var restated : entry.batch().getRestatedList()) {
            var id = RecordId.of(restated.getRecordId().toByteArray());
            if (!contains(kept.get(id), entry)) {
                changed.put(id, projected.records().restated(entry.key().site(), id, entry.seq(), restated.getState()));
            }
        }
        return changed;
    }

    private static boolean contains(@Nullable RecordEntry kept, LogEntry entry) {
        return kept != null && kept.state().version() >= entry.seq();
    }

    /** Applies an op to a record. If the store lost a record that the op found existing, the site must still go on. */
    private @Nullable RecordEntry next(LogEntry entry, LoggedOp op, RecordId id, @Nullable RecordEntry current) {
        if (op.hasQuarantined()) {
            return current == null ? null : applier.repeated(entry, op, current, true);
        }
        return current != null && op.getReplayed()
                ? applier.repeated(entry, op, current, false)
                : applier.apply(entry, op, id, current);
    }
}
