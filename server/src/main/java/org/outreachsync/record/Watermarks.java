package org.outreachsync.record;

import java.util.List;
import java.util.Map;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Tables;

/** How far each projection of a scope has come: everything up to the place is applied, by whichever server. */
public final class Watermarks {

    /** The projections. */
    public enum Projection {
        /** Records, reviews and quarantine. */
        RECORDS,
        /** Indicator cells. */
        CELLS
    }

    private static final byte[] NOTHING = {};

    private final DocumentStore store;

    /** Watermarks in this store. */
    public Watermarks(DocumentStore store) {
        this.store = store;
    }

    /** The place up to which a projection of a scope is complete; 0 when it has not begun. */
    public long of(Projection projection, String scope) {
        var found = store.get(Tables.WATERMARKS, List.of(id(projection, scope)));
        return found.isEmpty() ? 0 : found.getFirst().version();
    }

    /** Notes that a projection is complete up to a place; never goes back. */
    public void advance(Projection projection, String scope, long seq) {
        store.replaceIfNewer(Tables.WATERMARKS, List.of(new Document(id(projection, scope), seq, Map.of(), NOTHING)));
    }

    private static String id(Projection projection, String scope) {
        return projection + "/" + scope;
    }
}
