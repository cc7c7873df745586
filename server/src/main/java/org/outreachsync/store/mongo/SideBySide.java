package org.outreachsync.store.mongo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.outreachsync.store.Deadline;
import org.outreachsync.store.Document;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.TableRead;

/** Reads that go to the database at the same time, each on a connection of its own, with the deadline of the caller. */
final class SideBySide {

    private SideBySide() {}

    /** What the reads find, in their order, when the last has ended. The caller's thread does the last one itself. */
    static List<List<Document>> of(List<TableRead> reads, Function<TableRead, List<Document>> reader) {
        if (reads.isEmpty()) {
            return List.of();
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = new ArrayList<Future<List<Document>>>();
            for (var read : reads.subList(0, reads.size() - 1)) {
                begun.add(threads.submit(Deadline.carried(() -> reader.apply(read))));
            }
            var last = reader.apply(reads.getLast());
            var found = new ArrayList<List<Document>>();
            for (var one : begun) {
                found.add(one.get());
            }
            found.add(last);
            return found;
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException known -> throw known;
                case Error error -> throw error;
                case null, default -> throw new StoreException("a read failed", failed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while reading", e);
        }
    }
}
