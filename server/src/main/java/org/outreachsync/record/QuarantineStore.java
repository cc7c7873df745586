package org.outreachsync.record;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.outreachsync.keys.Padding;
import org.outreachsync.keys.Sealer;
import org.outreachsync.log.LogEntry;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Pages;
import org.outreachsync.store.Range;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.TableWrite;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.log.v1.Quarantined;

/** Ops that broke a rule, byte for byte as the tablet sent them, until a supervisor releases or discards them. */
public final class QuarantineStore {

    private static final int PADDED_BYTES_MIN = 1_024;
    private static final String OPEN = "OPEN";
    private static final String DECIDED = "DECIDED";
    private static final String BY_STATE = "quarantine_state";

    private final DocumentStore store;
    private final Sealer sealer;

    /** Quarantine in this store. */
    public QuarantineStore(DocumentStore store, Sealer sealer) {
        this.store = store;
        this.sealer = sealer;
    }

    /**
     * An op in quarantine.
     *
     * @param id its name
     * @param site the site
     * @param seq the sequence number of its batch in the log
     * @param content the reason and the op
     */
    public record Item(String id, String site, long seq, Quarantined content) {}

    /** The write that stores the refused ops of these entries, and what was decided about earlier ones. */
    public TableWrite writeOf(Collection<LogEntry> entries) {
        var newest = new LinkedHashMap<String, Document>();
        for (var entry : entries) {
            entry.batch().getOpsList().stream()
                    .filter(LoggedOp::hasQuarantined)
                    .map(op -> encode(entry, entry.seq(), op.getOpNo(), OPEN, op.getQuarantined()))
                    .forEach(document -> newest.put(document.id(), document));
            if (entry.batch().hasDecision()) {
                var decision = entry.batch().getDecision();
                // The op stays in the log.
                var decided =
                        encode(entry, decision.getSeq(), decision.getOpNo(), DECIDED, Quarantined.getDefaultInstance());
                newest.put(decided.id(), decided);
            }
        }
        return TableWrite.newer(Tables.QUARANTINE, List.copyOf(newest.values()));
    }

    private Document encode(LogEntry entry, long seq, long opNo, String state, Quarantined content) {
        var site = entry.key().site();
        var id = id(site, seq, opNo);
        return new Document(
                id,
                entry.seq(),
                Map.of("scope", site, "state", state, "seq", seq),
                sealer.seal(Padding.of(content.toByteArray(), PADDED_BYTES_MIN), "quarantine/" + id));
    }

    private static String id(String site, long seq, long opNo) {
        return site + "/" + seq + "/" + Long.toUnsignedString(opNo);
    }

    /** The waiting ops of a site, oldest first. */
    public List<Item> open(String site, long from, int limit) {
        return store
                .range(Tables.QUARANTINE, Range.ascending(BY_STATE, List.of(site, OPEN), from, null, limit))
                .stream()
                .map(document -> decode(site, document))
                .toList();
    }

    /** Visits all waiting ops of a site, oldest first. A few may be visited twice. */
    public void forEachOpen(String site, Consumer<Item> visitor) {
        Pages.forEach(0, Range.LIMIT_MAX, (from, limit) -> open(site, from, limit), Item::seq, visitor);
    }

    /** How many ops of a site are waiting. */
    public long countOpen(String site) {
        return store.count(Tables.QUARANTINE, BY_STATE, List.of(site, OPEN));
    }

    private Item decode(String site, Document document) {
        try {
            var content = Quarantined.parseFrom(sealer.open(document.body(), "quarantine/" + document.id())).toBuilder()
                    .clearPadding()
                    .build();
            return new Item(document.id(), site, document.need("seq"), content);
        } catch (InvalidProtocolBufferException damaged) {
            throw new StoreException("quarantined op " + document.id() + " cannot be read", damaged);
        }
    }
}
