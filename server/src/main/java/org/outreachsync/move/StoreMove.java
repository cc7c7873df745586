package org.outreachsync.move;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.HeldStore;
import org.outreachsync.store.OrderedStore;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.Unfinished;

/**
 * The move of a whole store into an empty one. It may be broken off at any moment, also by a crash, and goes on where
 * it was when it is run again. Nobody can use the new store before everything is in it, nor the old one afterwards.
 */
public final class StoreMove {

    /** How many documents are written at a time, unless they are large. */
    private static final int BATCH = 200;

    private final String id;
    private final HeldStore from;
    private final OrderedStore to;
    private final Progress progress;

    private StoreMove(String id, HeldStore from, OrderedStore to, Progress progress) {
        this.id = id;
        this.from = from;
        this.to = to;
        this.progress = progress;
    }

    /** Is told how far the move is. */
    public interface Progress {

        /**
         * A part of a table is copied or compared.
         *
         * @param done documents so far
         * @param all documents of the table
         */
        void at(Step step, String table, long done, long all);
    }

    /** What is done with a table. */
    public enum Step {
        /** Documents that the new store lacks are written. */
        COPY,
        /** Both stores are read, and compared. */
        COMPARE
    }

    /**
     * What was moved of a table.
     *
     * @param documents how many it has
     * @param sha256 over all of them, equal in both stores, in hexadecimal
     */
    public record Part(String table, long documents, String sha256) {}

    /**
     * The id of the move of a store, the same for each try.
     *
     * @param fresh an id for the first try
     */
    public static String idOf(DocumentStore from, String fresh) {
        return Moved.id(from, fresh);
    }

    /**
     * Checks that the new store is empty, or has what this same move left there when it was broken off. Writes nothing.
     *
     * @param where the new store, in words
     * @throws StoreException if it has something else, or the old one was moved somewhere else
     */
    public static void check(String id, DocumentStore from, OrderedStore to, String where) {
        if (Moved.filled(to, id)) {
            return;
        }
        Moved.check(from);
        var work = Unfinished.of(to);
        if (work.equals(work(id))) {
            return;
        }
        boolean isEmpty =
                Tables.ALL.stream().allMatch(table -> to.page(table, "", 1).isEmpty());
        if (!isEmpty) {
            throw new StoreException(
                    where + " is not empty"
                            + (work.isEmpty() ? "" : ": " + work + " was broken off there")
                            + ". Name an empty database, such as one that does not exist yet",
                    null);
        }
    }

    /** Whether everything was moved already, and the new store can be used. */
    public static boolean isDone(String id, DocumentStore from, DocumentStore to) {
        return !Moved.where(from).isEmpty()
                && Moved.filled(to, id)
                && Unfinished.of(to).isEmpty();
    }

    /**
     * Moves everything.
     *
     * @param where the new store, in words
     * @param random draws the version of the mark that the new store is not complete
     * @return what was moved, in the order of the tables
     * @throws StoreException if a store fails, or both differ in the end; nothing is lost, and the same move may be run
     *     again
     */
    public static List<Part> run(
            String id, HeldStore from, OrderedStore to, String where, RandomGenerator random, Progress progress) {
        Unfinished.begin(to, work(id), random);
        var move = new StoreMove(id, from, to, progress);
        Tables.ALL.forEach(move::copy);
        var parts = Tables.ALL.stream().map(move::compare).toList();
        move.finish(where);
        return parts;
    }

    private static String work(String id) {
        return "the move " + id + " of an embedded store";
    }

    /** First the old store is closed to everybody, then the new one is opened, so that never both can be used. */
    private void finish(String where) {
        Moved.noteFilled(to, id);
        from.endWith(Tables.HOUSEKEEPING, Moved.done(id, where));
        Unfinished.end(to);
    }

    private void copy(Table table) {
        var old = new Walk(table, from::page);
        var there = new Walk(table, to::page);
        var missing = new ArrayList<Document>();
        long bytes = 0;
        long done = 0;
        long all = from.size(table);
        var next = old.peek();
        var present = there.peek();
        while (next != null || present != null) {
            int order = Walk.order(next, present);
            boolean isThere = order == 0 && isSame(next, present);
            if (!isThere && order >= 0 && present != null) {
                // An earlier try wrote it, and the old store was used and changed since.
                to.remove(table, List.of(present));
            }
            if (!isThere && order <= 0 && next != null) {
                missing.add(next);
                bytes += next.body().length;
            }
            if (missing.size() >= BATCH || bytes >= OrderedStore.PAGE_BYTES_MAX) {
                write(table, missing);
                bytes = 0;
            }
            if (order <= 0) {
                old.next();
                progress.at(Step.COPY, table.name(), ++done, all);
            }
            if (order >= 0) {
                there.next();
            }
            next = old.peek();
            present = there.peek();
        }
        write(table, missing);
    }

    private void write(Table table, List<Document> missing) {
        to.replaceIfNewer(table, List.copyOf(missing));
        missing.clear();
    }

    private Part compare(Table table) {
        long all = from.size(table);
        progress.at(Step.COMPARE, table.name(), 0, all);
        var here = TableDigest.of(new Walk(table, from::page));
        var there = TableDigest.of(new Walk(table, to::page));
        var sha256 = here.hex();
        if (here.count() != there.count() || !sha256.equals(there.hex())) {
            throw new StoreException(
                    "what was written differs from what was read in the table " + table.name() + ": " + here.count()
                            + " documents here, " + there.count()
                            + " there. Nothing is lost: the old store is as it was. Run the same command again",
                    null);
        }
        return new Part(table.name(), here.count(), sha256);
    }

    private static boolean isSame(@Nullable Document one, @Nullable Document other) {
        return one != null
                && other != null
                && one.version() == other.version()
                && one.fields().equals(other.fields())
                && Arrays.equals(one.body(), other.body());
    }
}
