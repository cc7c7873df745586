package org.outreachsync.move;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.store.Document;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.Unfinished;

/** Goes through a table in the order of the ids. What a store says about itself is left out, since it does not move. */
final class Walk {

    /** How many documents are read at a time. */
    static final int PAGE = 500;

    private static final Set<String> OF_THE_STORE = Set.of(Unfinished.ID, Moved.FROM, Moved.INTO);

    private final Table table;
    private final Pages pages;
    private final Deque<Document> read = new ArrayDeque<>();
    private String after = "";
    private boolean isOver;

    Walk(Table table, Pages pages) {
        this.table = table;
        this.pages = pages;
    }

    /** Reads a page of a table. */
    interface Pages {
        List<Document> read(Table table, String after, int limit);
    }

    /** The document at which the walk stands, or null at the end. */
    @Nullable
    Document peek() {
        while (read.isEmpty() && !isOver) {
            var page = pages.read(table, after, PAGE);
            isOver = page.isEmpty();
            for (var document : page) {
                after = document.id();
                if (!table.equals(Tables.HOUSEKEEPING) || !OF_THE_STORE.contains(document.id())) {
                    read.add(document);
                }
            }
        }
        return read.peek();
    }

    /** Goes to the next document. */
    void next() {
        read.remove();
    }

    /** Which of two documents comes first, as {@link java.util.Comparator}; none comes after all others. */
    static int order(@Nullable Document one, @Nullable Document other) {
        if (one == null || other == null) {
            return Boolean.compare(one == null, other == null);
        }
        return Arrays.compareUnsigned(bytes(one), bytes(other));
    }

    private static byte[] bytes(Document document) {
        return document.id().getBytes(StandardCharsets.UTF_8);
    }
}
