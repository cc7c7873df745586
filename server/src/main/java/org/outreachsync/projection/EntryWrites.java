package org.outreachsync.projection;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.outreachsync.indicator.person.Persons;
import org.outreachsync.log.LogEntry;
import org.outreachsync.model.Contract;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.RecordType;
import org.outreachsync.record.ClientKeysOfOp;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.store.DuplicateKeyException;
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
     * @param kept the records that they touch, before them
     * @param changed the records that they change, after them
     */
    Effect of(
            String site, List<LogEntry> entries, Map<RecordId, RecordEntry> kept, Map<RecordId, RecordEntry> changed) {
        long seq = entries.getLast().seq();
        var touched = new HashMap<>(kept);
        touched.putAll(changed);
        long today = entries.getLast().batch().getReceivedOn();
        var settled = reviews.settle(site, touched.values(), kept.keySet(), seq, today);
        var named = entries.stream()
                .flatMap(entry -> entry.batch().getOpsList().stream())
                .flatMap(op -> keys.all(op).values().stream())
                .toList();
        return new Effect(
                site,
                seq,
                touched,
                settled.open(),
                projected.persons().learning(facts(entries)),
                projected.sitePersons().writeOf(site, named),
                List.of(
                        projected.quarantine().writeOf(entries),
                        projected.records().writeOf(changed.values()),
                        settled.write(),
                        projected.watermarks().writeOf(site, seq)));
    }

    /** Writes the effect of entries that are in the log already, whoever registers their persons first. */
    void write(Effect effect) {
        if (projected.isReplay() || !isWritten(effect)) {
            projected.persons().learn(effect.learning().facts());
            var others = new ArrayList<>(List.of(effect.named()));
            others.addAll(effect.rest());
            projected.store().write(others);
            projected.sitePersons().noted(effect.named());
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
        projected.sitePersons().noted(effect.named());
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
}
