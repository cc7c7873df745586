package org.outreachsync.record;

import java.util.ArrayList;
import java.util.List;
import org.outreachsync.keys.Sealer;
import org.outreachsync.model.RecordId;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Tables;

/** Puts a wrong record on a page, and leaves the others on it alone. */
public final class PageDamage {

    private PageDamage() {}

    /** Replaces a record on the page where it stands. */
    public static void replace(DocumentStore store, Sealer sealer, RecordEntry wrong) {
        var pages = new RecordPages(store, sealer);
        var site = wrong.site();
        long seq = wrong.state().version();
        var page = pages.of(site, List.of(seq)).getFirst();
        var records = new ArrayList<RecordEntry>();
        for (int at = 0; at < page.ids().size(); at++) {
            RecordId id = page.ids().get(at);
            records.add(id.equals(wrong.state().id()) ? wrong : page.entry(at));
        }
        store.remove(Tables.RECORD_PAGES, store.get(Tables.RECORD_PAGES, List.of(site + "/" + seq)));
        store.replaceIfNewer(Tables.RECORD_PAGES, pages.documents(site, seq, records));
    }
}
