package org.outreachsync.record;

import java.util.List;
import org.outreachsync.store.Document;
import org.outreachsync.store.TableRead;

/** Records of a site that are to be read. The store is asked first where they stand. */
public final class RecordsAsked {

    private final String site;
    private final RecordHeads.Asked asked;
    private final RecordHeads heads;
    private final RecordPages pages;

    RecordsAsked(String site, RecordHeads.Asked asked, RecordHeads heads, RecordPages pages) {
        this.site = site;
        this.asked = asked;
        this.heads = heads;
        this.pages = pages;
    }

    /** Asks where they stand. */
    public TableRead read() {
        return asked.read();
    }

    /**
     * The records as they are stored, also those that were stored here a moment ago: ops must be merged with what
     * tablets have received. Unknown ids are left out.
     *
     * @param found where they stand, as the read found it
     */
    public Loaded loaded(List<Document> found) {
        var read = heads.read(asked, found);
        return new Loaded(pages.at(site, RecordHeads.versions(asked, read)), read);
    }
}
