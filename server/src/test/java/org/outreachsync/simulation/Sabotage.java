package org.outreachsync.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.Range;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;

/** Stores that break one promise each, to show that the simulation would notice. */
enum Sabotage {
    /**
     * Places in the log come from a counter that is taken before the entry is written: who dies in between leaves a
     * hole.
     */
    COUNTER_BEFORE_INSERT {
        @Override
        DocumentStore over(DocumentStore store) {
            return new ForwardingStore(store) {
                private final Map<String, Long> counters = new HashMap<>();

                @Override
                public List<Document> range(Table table, Range range) {
                    var found = store.range(table, range);
                    if (!isLog(table) || !range.descending() || !range.index().equals("log_seq")) {
                        return found;
                    }
                    long tail = found.isEmpty() ? 0 : found.getFirst().need("seq");
                    long taken = counters.merge(
                            (String) range.prefix().getFirst(), tail, (before, now) -> Math.max(before + 1, now));
                    return taken == tail
                            ? found
                            : List.of(new Document("taken", taken, Map.of("seq", taken), new byte[0]));
                }
            };
        }
    },
    /** Two entries may have one place: whoever comes second shifts the first. */
    PLACES_NOT_UNIQUE {
        @Override
        DocumentStore over(DocumentStore store) {
            return new ForwardingStore(store) {
                @Override
                public void insert(Table table, Document document) {
                    if (isLog(table)
                            && !store.get(table, List.of(document.id())).isEmpty()) {
                        store.remove(table, store.get(table, List.of(document.id())));
                    }
                    store.insert(table, document);
                }
            };
        }
    },
    /** Whoever asks whether a primary is still one gets no answer, and takes that for a yes. */
    NOTHING_CONFIRMED {
        @Override
        DocumentStore over(DocumentStore store) {
            return new ForwardingStore(store) {
                @Override
                public void confirm(Table table, String id) {}
            };
        }
    },
    /** A cell is written even when the one that is there counts further. */
    OLDER_CELLS_WIN {
        @Override
        DocumentStore over(DocumentStore store) {
            return new Overwriting(store, Tables.CELLS);
        }
    },
    /** A month is written even when the one that is there counts further. */
    OLDER_MONTHS_WIN {
        @Override
        DocumentStore over(DocumentStore store) {
            return new Overwriting(store, Tables.MONTHS);
        }
    },
    /** A record is written even when a newer version is there. */
    OLDER_RECORDS_WIN {
        @Override
        DocumentStore over(DocumentStore store) {
            return new Overwriting(store, Tables.RECORD_HEADS);
        }
    },
    /** The first look for the last batch of a device does not see it yet, and the name of a batch may be used twice. */
    BATCHES_SEEN_LATE {
        @Override
        DocumentStore over(DocumentStore store) {
            return new ForwardingStore(store) {
                private final Set<List<Object>> unseen = new HashSet<>();
                private long inserts;

                @Override
                public void insert(Table table, Document document) {
                    if (!isLog(table)) {
                        store.insert(table, document);
                        return;
                    }
                    // The order of the batches stays, but no name is the same twice.
                    store.insert(table, with(document, "batchNo", (document.need("batchNo") << BITS) + ++inserts));
                    unseen.add(
                            List.of(document.fields().get("scope"), document.need("device"), document.need("epoch")));
                }

                @Override
                public List<Document> range(Table table, Range range) {
                    if (!isLog(table)) {
                        return store.range(table, range);
                    }
                    var found = store.range(table, range.index().equals("log_batch") ? byBatch(range) : range);
                    return found.stream()
                            .map(document -> with(document, "batchNo", document.need("batchNo") >> BITS))
                            .toList();
                }

                private Range byBatch(Range range) {
                    if (range.from() != null) {
                        long batchNo = (Long) range.from();
                        return Range.ascending(
                                range.index(), range.prefix(), batchNo << BITS, ((batchNo + 1) << BITS) - 1, 1);
                    }
                    if (!unseen.remove(range.prefix())) {
                        return range;
                    }
                    var last = store.range(Tables.LOG, range);
                    long before = last.isEmpty() ? 0 : last.getFirst().need("batchNo") - 1;
                    return Range.descending(range.index(), range.prefix(), null, before, 1);
                }
            };
        }
    };

    private static final int BITS = 20;

    /** The broken store over a sound one. */
    abstract DocumentStore over(DocumentStore store);

    UnaryOperator<DocumentStore> wrapper() {
        return this::over;
    }

    private static boolean isLog(Table table) {
        return table.equals(Tables.LOG);
    }

    private static Document with(Document document, String field, long value) {
        var fields = new HashMap<>(document.fields());
        fields.put(field, value);
        return new Document(document.id(), document.version(), fields, document.body());
    }

    private static final class Overwriting extends ForwardingStore {

        private final Table broken;

        Overwriting(DocumentStore store, Table broken) {
            super(store);
            this.broken = broken;
        }

        @Override
        public Set<String> replaceIfNewer(Table table, List<Document> documents) {
            if (table.equals(broken)) {
                var ids = new ArrayList<String>();
                documents.forEach(document -> ids.add(document.id()));
                remove(table, get(table, ids));
            }
            return super.replaceIfNewer(table, documents);
        }
    }
}
