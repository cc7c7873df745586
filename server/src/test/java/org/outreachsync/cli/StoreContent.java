package org.outreachsync.cli;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.outreachsync.store.Document;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;

/** All that two stores should have in common after a move. */
final class StoreContent {

    private static final int PAGE = 100;

    private StoreContent() {}

    /** Reads a table in the order of ids. */
    interface Pages {
        List<Document> page(Table table, String after, int limit);
    }

    /** Everything but what a store says about itself. */
    static Map<String, String> read(Pages pages) {
        var content = new TreeMap<String, String>();
        for (var table : Tables.ALL) {
            for (var page = pages.page(table, "", PAGE);
                    !page.isEmpty();
                    page = pages.page(table, page.getLast().id(), PAGE)) {
                for (var document : page) {
                    content.put(
                            table.name() + " " + document.id(),
                            document.version() + " " + new TreeMap<>(document.fields()) + " "
                                    + HexFormat.of().formatHex(document.body()));
                }
            }
        }
        content.keySet().removeAll(List.of("housekeeping move", "housekeeping moved-from", "housekeeping unfinished"));
        return content;
    }
}
