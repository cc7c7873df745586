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
import org.outreachsync.store.TableRead;
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

    /**
     * Records of which it is asked where they stand.
     *
     * @param groups the records by the name under which they stand together
     */
    record Asked(Map<String, List<RecordId>> groups) {

        /** Asks the store. */
        TableRead read() {
            return new TableRead(Tables.RECORD_HEADS, groups.keySet());
        }
    }

    /** Asks where records of a site stand. */
    Asked asked(String site, Collection<RecordId> ids) {
        return new Asked(groups(site, ids));
    }

    /** What is stored of the groups that were asked for, by their names; an empty one where nothing is. */
    Map<String, StoredHeads> read(Asked asked, List<Document> found) {
        var heads = new HashMap<String, StoredHeads>();
        asked.groups().keySet().forEach(group -> heads.put(group, StoredHeads.getDefaultInstance()));
        found.forEach(document -> heads.put(document.id(), decode(document)));
        return heads;
    }

    /** The versions of the records that were asked for. Unknown ids are left out. */
    static Map<RecordId, Long> versions(Asked asked, Map<String, StoredHeads> read) {
        var versions = new HashMap<RecordId, Long>();
        asked.groups().forEach((group, ids) -> {
            var heads = read.getOrDefault(group, StoredHeads.getDefaultInstance());
            for (var id : ids) {
                long seq = place(id) < heads.getSeqsCount() ? heads.getSeqs(place(id)) : 0;
                if (seq > 0) {
                    versions.put(id, seq);
                }
            }
        });
        return versions;
    }

    /** The version of each record of a site. Unknown ids are left out. */
    Map<RecordId, Long> of(String site, Collection<RecordId> ids) {
        var asked = asked(site, ids);
        return versions(asked, read(asked, found(asked.read())));
    }

    /** What a read finds now. */
    List<Document> found(TableRead read) {
        return store.get(read.table(), read.ids());
    }

    /**
     * The write that notes new versions of records.
     *
     * @param seq up to which the log is applied with them
     * @param read what is stored of their groups, with the log applied up to just before
     */
    TableWrite writeOf(String site, long seq, Map<RecordId, Long> versions, Map<String, StoredHeads> read) {
        var changed = new ArrayList<Document>();
        groups(site, versions.keySet()).forEach((group, ids) -> {
            var known = read.get(group);
            if (known == null) {
                throw new IllegalStateException("where records stand is written without having been read");
            }
            var seqs = new ArrayList<>(known.getSeqsList());
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
