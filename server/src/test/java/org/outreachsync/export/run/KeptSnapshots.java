package org.outreachsync.export.run;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;

/** A store that knows which parts of snapshots it has, and that its server may be killed over. */
final class KeptSnapshots extends ForwardingStore {

    private final Set<String> parts = new ConcurrentSkipListSet<>();

    /** Whether the server is killed when it writes to the ledger. */
    volatile boolean isKilledAtTheLedger;

    KeptSnapshots(DocumentStore store) {
        super(store);
    }

    /** Ends a server in the middle of whatever it does. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    Set<String> parts() {
        return new TreeSet<>(parts);
    }

    private void kill(Table table) {
        if (isKilledAtTheLedger && table.equals(Tables.EXPORTS)) {
            throw new Killed();
        }
    }

    @Override
    public void insert(Table table, Document document) {
        kill(table);
        super.insert(table, document);
        if (table.equals(Tables.EXPORT_SNAPSHOTS)) {
            parts.add(document.id());
        }
    }

    @Override
    public Set<String> replaceIfNewer(Table table, List<Document> documents) {
        kill(table);
        return super.replaceIfNewer(table, documents);
    }

    @Override
    public void remove(Table table, Collection<Document> documents) {
        super.remove(table, documents);
        if (table.equals(Tables.EXPORT_SNAPSHOTS)) {
            documents.forEach(document -> parts.remove(document.id()));
        }
    }
}
