package org.outreachsync.projection;

import com.google.protobuf.ByteString;
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
import org.outreachsync.merge.Origin;
import org.outreachsync.merge.RecordState;
import org.outreachsync.model.Contract;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.Value;
import org.outreachsync.model.ValueKind;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.Watermarks;
import org.outreachsync.wire.RecordFormatException;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.log.v1.PersonFacts;

/**
 * Applies the log of a scope to its records, in order. An entry is applied only after everything before it; a record that has an entry already
 * is left alone. So a crash between any two steps, or two servers at once, end in the same records.
 *
 * <p>Calls for one scope must not overlap in one process; see {@code ScopeLocks}.
 */
public final class RecordProjector {

    /** How many entries are applied in one go when a projection has fallen behind. */
    private static final int ENTRIES_AT_ONCE = 50;

    private final EventLog log;
    private final RecordStore records;
    private final QuarantineStore quarantine;
    private final ReviewProjector reviews;
    private final Persons persons;
    private final Watermarks watermarks;
    private final RecordMapper mapper;
    private final Contract contract;
    private final ConcurrentHashMap<String, Long> applied = new ConcurrentHashMap<>();

    /** Projects this log onto these stores. */
    public RecordProjector(
            EventLog log,
            RecordStore records,
            QuarantineStore quarantine,
            ReviewProjector reviews,
            Persons persons,
            Watermarks watermarks,
            RecordMapper mapper,
            Contract contract) {
        this.log = log;
        this.records = records;
        this.quarantine = quarantine;
        this.reviews = reviews;
        this.persons = persons;
        this.watermarks = watermarks;
        this.mapper = mapper;
        this.contract = contract;
    }

    /**
     * How far a projection has come.
     *
     * @param head the place up to which all is applied
     * @param touched the records that the last entries touched, as they are kept now
     */
    public record Applied(long head, Map<RecordId, RecordEntry> touched) {}

    /** Applies everything that is in the log of a scope. */
    public Applied catchUp(String scope) {
        var done = new Applied(applied(scope), Map.of());
        while (true) {
            var entries = log.readAfter(scope, done.head(), ENTRIES_AT_ONCE);
            if (entries.isEmpty()) {
                return done;
            }
            done = apply(scope, entries);
        }
    }

    /** Applies an entry that this process has just appended, after everything before it. */
    public Applied catchUp(String scope, LogEntry appended) {
        if (applied(scope) == appended.seq() - 1) {
            return apply(scope, List.of(appended));
        }
        return catchUp(scope);
    }

    private long applied(String scope) {
        return applied.computeIfAbsent(scope, unseen -> watermarks.ofRecords(unseen));
    }

    private Applied apply(String scope, List<LogEntry> entries) {
        var kept = records.load(scope, ids(entries));
        var now = new HashMap<>(kept);
        var changed = new LinkedHashMap<RecordId, RecordEntry>();
        for (var entry : entries) {
            applyEntry(scope, entry, kept, now, changed);
        }
        long seq = entries.getLast().seq();
        persons.learn(facts(entries));
        records.save(changed.values());
        var touched = new HashMap<>(kept);
        touched.putAll(now);
        reviews.update(scope, touched.values(), kept.keySet(), seq);
        watermarks.advanceRecords(scope, seq);
        applied.put(scope, seq);
        return new Applied(seq, touched);
    }

    /** What client codes said of their persons, by key: known before any record shows the key, so that nobody is ever counted without. */
    private Map<String, Persons.Facts> facts(List<LogEntry> entries) {
        var facts = new LinkedHashMap<String, Persons.Facts>();
        for (var entry : entries) {
            for (var op : entry.batch().getOpsList()) {
                op.getOtherPersonsList().forEach(other -> put(facts, other.getClientKey(), other.getFacts()));
                if (op.hasPerson()) {
                    var record = mapper.recordOf(op.getOp(), op.getType());
                    put(facts, (ByteString) record.getField(record.getDescriptorForType().findFieldByName("client_key")), op.getPerson());
                }
            }
        }
        return facts;
    }

    private static void put(Map<String, Persons.Facts> facts, ByteString key, PersonFacts said) {
        facts.put(HexFormat.of().formatHex(key.toByteArray()), new Persons.Facts(said.getSex(), said.getBirthYear()));
    }

    private static Set<RecordId> ids(List<LogEntry> entries) {
        var ids = new HashSet<RecordId>();
        for (var entry : entries) {
            for (var op : entry.batch().getOpsList()) {
                if (!op.hasQuarantined()) {
                    ids.add(RecordId.of(op.getRecordId().toByteArray()));
                }
            }
        }
        return ids;
    }

    private void applyEntry(
            String scope,
            LogEntry entry,
            Map<RecordId, RecordEntry> kept,
            Map<RecordId, RecordEntry> now,
            Map<RecordId, RecordEntry> changed) {
        for (var op : entry.batch().getOpsList()) {
            if (op.hasQuarantined()) {
                quarantine.add(entry, op);
                continue;
            }
            var id = RecordId.of(op.getRecordId().toByteArray());
            var before = kept.get(id);
            if (before != null && before.state().version() >= entry.seq()) {
                continue;
            }
            var current = now.get(id);
            if (current != null && current.state().type() != op.getType()) {
                quarantine.addMistyped(entry, op);
                continue;
            }
            var next = applyOp(scope, entry, op, id, current);
            now.put(id, next);
            changed.put(id, next);
        }
    }

    private RecordEntry applyOp(String scope, LogEntry entry, LoggedOp op, RecordId id, @Nullable RecordEntry current) {
        var key = entry.key();
        var state = current == null ? RecordState.empty(id, op.getType()) : current.state();
        var written = UnknownFields.bounded(contract.type(op.getType()), state, flatten(op, Path.slot(key.deviceNo(), key.epoch())));
        // A tablet cannot have seen what comes after its own batch, whatever it says.
        long baseSeq = Math.min(op.getBaseSeq(), entry.seq() - 1);
        var origin = new Origin(op.getHlc(), key.deviceNo(), key.epoch(), op.getOpNo(), entry.seq(), baseSeq);
        boolean sameBatch = state.version() == entry.seq();
        var next = state.apply(origin, written, day(op));
        boolean clean = written.keySet().stream().allMatch(path -> next.registers().getOrDefault(path, List.of()).size() == 1)
                && !bringsBack(state, written)
                && !isToldMore(op, written);
        long previous = sameBatch && current != null ? current.previousVersion() : state.version();
        boolean cleanBatch = clean && (!sameBatch || current == null || current.clean());
        var events = current == null ? Set.<String>of() : current.sameEvents();
        // Many tablets count in one tally: the last of them decides whether it is late.
        boolean isTally = !contract.type(op.getType()).naturalKey().isEmpty();
        long receivedOn = current == null || isTally ? entry.batch().getReceivedOn() : current.receivedOn();
        return withEvent(new RecordEntry(scope, next, previous, cleanBatch, events, receivedOn));
    }

    /** Whether the server made something of the op that its result does not tell: a second pseudonym, the id of another day, or another epoch's count. */
    private boolean isToldMore(LoggedOp op, Map<Path, Value> written) {
        var type = contract.type(op.getType());
        boolean moved = op.hasRawOccurredOn() && !type.naturalKey().isEmpty();
        return moved
                || op.getOp().getCountsEpoch() != 0
                || type.fields().stream()
                        .filter(spec -> spec.kind() == ValueKind.CLIENT_KEY && !spec.name().equals("client_key"))
                        .anyMatch(spec -> written.containsKey(Path.field(spec.number())));
    }

    /** Whether a line that was taken out comes back: then what others wrote in it shows again, of which the device knows nothing. */
    private static boolean bringsBack(RecordState state, Map<Path, Value> written) {
        return written.entrySet().stream()
                .anyMatch(write -> write.getKey().element() != 0
                        && write.getKey().sub() == 0
                        && write.getValue().isPresent()
                        && state.registers().containsKey(write.getKey())
                        && !state.value(write.getKey()).isPresent());
    }

    private RecordEntry withEvent(RecordEntry entry) {
        var event = records.eventOf(entry);
        if (event == null || entry.sameEvents().contains(event)) {
            return entry;
        }
        var events = new HashSet<>(entry.sameEvents());
        events.add(event);
        return new RecordEntry(entry.scope(), entry.state(), entry.previousVersion(), entry.clean(), events, entry.receivedOn());
    }

    private Map<Path, Value> flatten(LoggedOp op, long slot) {
        try {
            return mapper.flatten(op.getOp(), op.getType(), slot);
        } catch (RecordFormatException impossible) {
            throw new IllegalStateException("an op that was checked before it was logged cannot be read", impossible);
        }
    }

    private static @Nullable Long day(LoggedOp op) {
        var envelope = op.getOp().getEnvelope();
        return envelope.hasOccurredOn() ? Long.valueOf(envelope.getOccurredOn()) : null;
    }
}
