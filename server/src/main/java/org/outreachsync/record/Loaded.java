package org.outreachsync.record;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.log.v1.StoredHeads;

/**
 * Records of a site as they were read together, and where they stood then. Whoever stores what becomes of them with the
 * next entry of the log need not read the latter again: that entry is only written if no other came in between, and
 * without another entry, nothing changes where records stand.
 */
public final class Loaded {

    private final Map<RecordId, RecordEntry> records;
    private final Map<String, StoredHeads> heads;

    Loaded(Map<RecordId, RecordEntry> records, Map<String, StoredHeads> heads) {
        this.records = records;
        this.heads = heads;
    }

    /** The records, by id. */
    public Map<RecordId, RecordEntry> records() {
        return records;
    }

    Map<String, StoredHeads> heads() {
        return heads;
    }

    /** Those of these ids. */
    public Loaded of(Collection<RecordId> ids) {
        var some = new HashMap<>(records);
        some.keySet().retainAll(ids);
        return new Loaded(some, heads);
    }
}
