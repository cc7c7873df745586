package org.outreachsync.record;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.outreachsync.keys.Padding;
import org.outreachsync.keys.Sealer;
import org.outreachsync.model.RecordId;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.TableWrite;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.log.v1.StoredHeads;

/**
 * In which batch each record was changed last. The records that a tablet counted one after the other stand together, so
 * that a batch touches few documents.
 */
final class RecordHeads {

    /** How many neighbouring records stand together, as a power of two. */
    private static final int NEIGHBOURS_BITS = 7;
    /** So that all have one length: a position in the log takes 3 bytes for the first two million batches. */
    private static final int PADDED_BYTES_MIN = 512;

    private static final String PURPOSE = "record head";

    private final DocumentStore store;
    private final Sealer sealer;

    RecordHeads(DocumentStore store, Sealer sealer) {
        this.store = store;
        this.sealer = sealer;
    }

    /** The version of each record of a site. Unknown ids are left out. */
    Map<RecordId, Long> of(String site, Collection<RecordId> ids) {
        var groups = groups(site, ids);
        var versions = new HashMap<RecordId, Long>();
        for (var document : store.get(Tables.RECORD_HEADS, groups.keySet())) {
            var heads = decode(document);
            for (var id : groups.getOrDefault(document.id(), List.of())) {
                long seq = place(id) < heads.getSeqsCount() ? heads.getSeqs(place(id)) : 0;
                if (seq > 0) {
                    versions.put(id, seq);
                }
            }
        }
        return versions;
    }

    /**
     * The write that notes new versions of records.
     *
     * @param seq up to which the log is applied with them
     */
    TableWrite writeOf(String site, long seq, Map<RecordId, Long> versions) {
        var groups = groups(site, versions.keySet());
        var known = new HashMap<String, StoredHeads>();
        store.get(Tables.RECORD_HEADS, groups.keySet()).forEach(document -> known.put(document.id(), decode(document)));
        var changed = new ArrayList<Document>();
        groups.forEach((group, ids) -> {
            var seqs = new ArrayList<>(
                    known.getOrDefault(group, StoredHeads.getDefaultInstance()).getSeqsList());
            for (var id : ids) {
                while (seqs.size() <= place(id)) {
                    seqs.add(0L);
                }
                seqs.set(place(id), versions.getOrDefault(id, 0L));
            }
            var heads = StoredHeads.newBuilder().addAllSeqs(seqs).build();
            var body = Padding.of(heads.toByteArray(), PADDED_BYTES_MIN);
            changed.add(new Document(group, seq, Map.of("scope", site), sealer.seal(body, sealContext(group))));
        });
        return TableWrite.newer(Tables.RECORD_HEADS, changed);
    }

    private Map<String, List<RecordId>> groups(String site, Collection<RecordId> ids) {
        var byFirst = new LinkedHashMap<RecordId, List<RecordId>>();
        for (var id : ids) {
            var first = id.isCounted() ? new RecordId(id.high(), id.low() - place(id)) : id;
            byFirst.computeIfAbsent(first, unseen -> new ArrayList<>()).add(id);
        }
        var groups = new LinkedHashMap<String, List<RecordId>>();
        byFirst.forEach((first, neighbours) -> groups.put(name(site, first), neighbours));
        return groups;
    }

    /** The id of a tally could be guessed, and a counted one tells its tablet. So the store sees a keyed name. */
    private String name(String site, RecordId first) {
        var parts = List.of(site.getBytes(StandardCharsets.UTF_8), first.toBytes());
        return site + "/" + sealer.name(PURPOSE, parts);
    }

    private static int place(RecordId id) {
        return id.isCounted() ? (int) (id.low() & ((1 << NEIGHBOURS_BITS) - 1)) : 0;
    }

    private StoredHeads decode(Document document) {
        try {
            return StoredHeads.parseFrom(sealer.open(document.body(), sealContext(document.id())));
        } catch (InvalidProtocolBufferException damaged) {
            throw new StoreException("the heads of records at " + document.id() + " cannot be read", damaged);
        }
    }

    private static String sealContext(String id) {
        return "record_heads/" + id;
    }
}
