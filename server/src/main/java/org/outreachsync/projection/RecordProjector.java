package org.outreachsync.projection;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.person.Persons;
import org.outreachsync.log.EventLog;
import org.outreachsync.log.LogEntry;
import org.outreachsync.model.Contract;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.RecordType;
import org.outreachsync.record.ClientKeysOfOp;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.RecordWatermarks;
import org.outreachsync.record.Review;
import org.outreachsync.record.SitePersons;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.TableWrite;
import org.outreachsync.validate.Withheld;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.log.v1.PersonFacts;

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
    private final Into into;
    private final ReviewProjector reviews;
    private final ClientKeysOfOp keys;
    private final RecordMapper mapper;
    private final OpApplier applier;
    private final ConcurrentHashMap<String, Long> applied = new ConcurrentHashMap<>();

    /**
     * What the log is projected onto.
     *
     * @param store the store of all of them, which writes them together
     * @param persons of all sites
     * @param isReplay whether the store is a temporary one, which the persons are not in
     */
    public record Into(
            DocumentStore store,
            RecordStore records,
            QuarantineStore quarantine,
            Persons persons,
            SitePersons sitePersons,
            RecordWatermarks watermarks,
            boolean isReplay) {}

    /** Projects this log. */
    public RecordProjector(
            EventLog log,
            Into into,
            ReviewProjector reviews,
            RecordMapper mapper,
            Contract contract,
            Withheld withheld) {
        this.log = log;
        this.into = into;
        this.reviews = reviews;
        this.mapper = mapper;
        this.keys = new ClientKeysOfOp(contract, mapper);
        this.applier = new OpApplier(into.records(), mapper, contract, withheld);
    }

    /**
     * The progress of a projection.
     *
     * @param head the seq up to which everything is applied
     * @param touched the records that the last entries touched, as they are stored now
     * @param open the open reviews of these records, by id; null if there may be others
     */
    public record Applied(long head, Map<RecordId, RecordEntry> touched, @Nullable Map<String, Review> open) {}

    /** Applies the whole log of a site. */
    public Applied catchUp(String site) {
        var done = new Applied(applied(site), Map.of(), null);
        while (true) {
            var entries = log.readAfter(site, done.head(), ENTRIES_AT_ONCE);
            if (entries.isEmpty()) {
                return done;
            }
            done = apply(site, entries, into.records().load(site, ids(entries)));
        }
    }

    /**
     * The records that ops touch, with everything applied up to the known end of the log. If these ops then get the
     * next seq, nothing came in between, and these are the records just before them.
     */
    public Map<RecordId, RecordEntry> before(String site, long tail, List<LoggedOp> ops) {
        if (applied(site) < tail) {
            catchUp(site);
        }
        return into.records().load(site, idsOf(ops));
    }

    /** Applies an entry of the log, and everything before it. */
    public Applied catchUp(String site, LogEntry found) {
        return applied(site) == found.seq() - 1
                ? apply(site, List.of(found), into.records().load(site, ids(List.of(found))))
                : catchUp(site);
    }

    /**
     * Applies an entry that this process has just appended, after everything before it.
     *
     * @param before see {@link #before}
     * @param changed the records that the entry changes, as {@link Admission} left them
     */
    public Applied catchUp(
            String site, LogEntry appended, Map<RecordId, RecordEntry> before, Map<RecordId, RecordEntry> changed) {
        boolean isNext = applied(site) == appended.seq() - 1;
        boolean isAhead = before.values().stream()
                .anyMatch(entry -> entry.state().version() >= appended.seq());
        return isNext && !isAhead ? save(site, List.of(appended), before, changed) : catchUp(site);
    }

    private long applied(String site) {
        return applied.computeIfAbsent(site, unseen -> into.watermarks().of(unseen));
    }

    private Applied apply(String site, List<LogEntry> entries, Map<RecordId, RecordEntry> kept) {
        var changed = new LinkedHashMap<RecordId, RecordEntry>();
        for (var entry : entries) {
            applyEntry(entry, kept, changed);
        }
        return save(site, entries, kept, changed);
    }

    /** Writes all that entries change, in an order in which a crash after any part of it leaves what can be repeated. */
    private Applied save(
            String site,
            List<LogEntry> entries,
            Map<RecordId, RecordEntry> kept,
            Map<RecordId, RecordEntry> changed) {
        long seq = entries.getLast().seq();
        var touched = new HashMap<>(kept);
        touched.putAll(changed);
        var settled = reviews.settle(
                site,
                touched.values(),
                kept.keySet(),
                seq,
                entries.getLast().batch().getReceivedOn());
        var named = into.sitePersons()
                .writeOf(
                        site,
                        entries.stream()
                                .flatMap(entry -> entry.batch().getOpsList().stream())
                                .flatMap(op -> keys.all(op).values().stream())
                                .toList());
        write(
                facts(entries),
                List.of(
                        into.quarantine().writeOf(entries),
                        named,
                        into.records().writeOf(changed.values()),
                        settled.write(),
                        into.watermarks().writeOf(site, seq)));
        into.sitePersons().noted(named);
        applied.put(site, seq);
        return new Applied(seq, touched, settled.open());
    }

    /**
     * Writes what client codes say about their persons before any record shows their keys, so that no person is ever
     * counted without it.
     */
    private void write(Map<String, Persons.Facts> facts, List<TableWrite> rest) {
        var persons = into.persons();
        if (into.isReplay()) {
            persons.learn(facts);
            into.store().write(rest);
            return;
        }
        var learning = persons.learning(facts);
        var all = new ArrayList<>(List.of(learning.fresh(), learning.learned()));
        all.addAll(rest);
        try {
            into.store().write(all);
            persons.learned(learning);
        } catch (DuplicateKeyException registeredElsewhere) {
            persons.learn(facts);
            into.store().write(rest);
        }
    }

    /** What client codes say about their persons, by key. */
    private Map<String, Persons.Facts> facts(List<LogEntry> entries) {
        var facts = new LinkedHashMap<String, Persons.Facts>();
        for (var entry : entries) {
            for (var op : entry.batch().getOpsList()) {
                op.getOtherPersonsList().forEach(other -> put(facts, other.getClientKey(), other.getFacts()));
                if (op.hasPerson()) {
                    var record = mapper.recordOf(op.getOp(), op.getType());
                    put(
                            facts,
                            (ByteString) record.getField(
                                    record.getDescriptorForType().findFieldByName(RecordType.OWN_CLIENT)),
                            op.getPerson());
                }
            }
        }
        return facts;
    }

    private static void put(Map<String, Persons.Facts> facts, ByteString key, PersonFacts said) {
        facts.put(
                HexFormat.of().formatHex(key.toByteArray()),
                new Persons.Facts(said.getSex(), said.getBirthYear(), said.getUnclear()));
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

    private void applyEntry(
            LogEntry entry,
            Map<RecordId, RecordEntry> kept,
            Map<RecordId, RecordEntry> changed) {
        for (var op : entry.batch().getOpsList()) {
            if (!touchesRecord(op)) {
                continue;
            }
            var id = RecordId.of(op.getRecordId().toByteArray());
            var before = kept.get(id);
            if (before != null && before.state().version() >= entry.seq()) {
                continue;
            }
            var next = next(entry, op, id, changed.getOrDefault(id, before));
            if (next != null) {
                changed.put(id, next);
            }
        }
        for (var restated : entry.batch().getRestatedList()) {
            var id = RecordId.of(restated.getRecordId().toByteArray());
            var before = kept.get(id);
            if (before == null || before.state().version() < entry.seq()) {
                changed.put(
                        id, into.records().restated(entry.key().site(), id, entry.seq(), restated.getState()));
            }
        }
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
