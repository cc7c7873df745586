package org.outreachsync.projection;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.outreachsync.indicator.person.Persons;
import org.outreachsync.log.LogEntry;
import org.outreachsync.merge.Origin;
import org.outreachsync.model.Contract;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.ClientKeysOfOp;
import org.outreachsync.record.Loaded;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.SiteState;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.TableWrite;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.log.v1.PersonFacts;

/**
 * Writes what entries of the log change. What client codes say about their persons is written before any record shows
 * their keys, so that no person is ever counted without it.
 */
final class EntryWrites {

    private final Projected projected;
    private final ReviewProjector reviews;
    private final ClientKeysOfOp keys;
    private final RecordMapper mapper;

    EntryWrites(Projected projected, ReviewProjector reviews, RecordMapper mapper, Contract contract) {
        this.projected = projected;
        this.reviews = reviews;
        this.mapper = mapper;
        this.keys = new ClientKeysOfOp(contract, mapper);
    }

    /**
     * What entries of a site do.
     *
     * @param before the state of the site, before them
     * @param loaded the records that they touch, before them
     * @param changed the records that each of them changes, after it, by its seq
     */
    Effect of(
            SiteState before,
            List<LogEntry> entries,
            Loaded loaded,
            SortedMap<Long, Map<RecordId, RecordEntry>> changed) {
        var kept = loaded.records();
        var site = entries.getFirst().key().site();
        long seq = entries.getLast().seq();
        var last = new LinkedHashMap<RecordId, RecordEntry>();
        changed.values().forEach(last::putAll);
        var touched = new HashMap<>(kept);
        touched.putAll(last);
        long today = entries.getLast().batch().getReceivedOn();
        var state = state(before, entries, kept, touched);
        var settled = reviews.settle(site, state, touched.values(), kept.keySet(), created(entries), today);
        var named = entries.stream()
                .flatMap(entry -> entry.batch().getOpsList().stream())
                .flatMap(op -> keys.all(op).values().stream())
                .toList();
        var rest = new ArrayList<TableWrite>();
        rest.add(projected.quarantine().writeOf(entries));
        var bySeq = values(changed);
        rest.addAll(projected.records().writesOf(site, seq, bySeq, loaded));
        rest.add(settled.write());
        rest.add(projected.watermarks().writeOf(site, state));
        return new Effect(
                site,
                state,
                touched,
                bySeq.getOrDefault(seq, List.of()),
                settled.open(),
                projected.persons().learning(facts(entries)),
                projected.sitePersons().writeOf(site, named),
                rest);
    }

    private static SortedMap<Long, Collection<RecordEntry>> values(
            SortedMap<Long, Map<RecordId, RecordEntry>> changed) {
        var values = new TreeMap<Long, Collection<RecordEntry>>();
        changed.forEach((seq, records) -> {
            if (!records.isEmpty()) {
                values.put(seq, records.values());
            }
        });
        return values;
    }

    /** The ops that created records, by the record; those of tallies are left out. */
    private static Map<RecordId, Origin> created(List<LogEntry> entries) {
        var created = new HashMap<RecordId, Origin>();
        for (var entry : entries) {
            for (var op : entry.batch().getOpsList()) {
                if (!op.getAct().isEmpty() && !op.getReplayed()) {
                    created.put(RecordId.of(op.getRecordId().toByteArray()), OpApplier.origin(entry, op));
                }
            }
        }
        return created;
    }

    /** If what the records were is not certain, their digest is computed anew. */
    private SiteState state(
            SiteState before,
            List<LogEntry> entries,
            Map<RecordId, RecordEntry> kept,
            Map<RecordId, RecordEntry> touched) {
        long seq = entries.getLast().seq();
        var after = projected.records().after(before, seq, kept, touched.values());
        boolean isUncertain = entries.stream().anyMatch(entry -> entry.batch().getRestatedCount() > 0)
                || kept.values().stream().anyMatch(record -> record.state().version() > before.seq());
        return isUncertain ? after.withDigest(null) : after;
    }

    /** Writes the effect of entries that are in the log already, whoever registers their persons first. */
    void write(Effect effect) {
        if (projected.isReplay() || !isWritten(effect)) {
            projected.persons().learn(effect.learning().facts());
            var others = new ArrayList<>(List.of(effect.named()));
            others.addAll(effect.rest());
            projected.store().write(others);
            noted(effect);
        }
    }

    private boolean isWritten(Effect effect) {
        try {
            projected.store().write(effect.writes());
            written(effect);
            return true;
        } catch (DuplicateKeyException registeredElsewhere) {
            return false;
        }
    }

    /** Remembers that all writes of an effect were done. */
    void written(Effect effect) {
        projected.persons().learned(effect.learning());
        noted(effect);
    }

    private void noted(Effect effect) {
        projected.sitePersons().noted(effect.named());
        projected.records().stored(effect.site(), effect.touched().values());
    }

    /** What client codes say about their persons, by key. */
    private Map<String, Persons.Facts> facts(List<LogEntry> entries) {
        var facts = new LinkedHashMap<String, Persons.Facts>();
        for (var entry : entries) {
            for (var op : entry.batch().getOpsList()) {
                op.getOtherPersonsList().forEach(other -> put(facts, other.getClientKey(), other.getFacts()));
                if (op.hasPerson()) {
                    put(facts, mapper.clientOf(op.getOp(), op.getType()), op.getPerson());
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
}
