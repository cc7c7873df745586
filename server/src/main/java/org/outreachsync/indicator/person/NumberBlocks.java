package org.outreachsync.indicator.person;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Tables;

/**
 * Gives out numbers that no server gives out twice. A server takes a block of numbers by adding the block's document,
 * which only one server can do. The rest of a block stays unused after a restart.
 */
final class NumberBlocks {

    private static final int BLOCK = 64;
    private static final byte[] NOTHING = {};

    private final DocumentStore store;
    private long block;
    private int next = 1;
    private int end = 1;

    NumberBlocks(DocumentStore store) {
        this.store = store;
    }

    /** New numbers. */
    static final class Taken {
        private final List<IntStream> parts = new ArrayList<>();

        PrimitiveIterator.OfInt iterator() {
            return parts.stream().flatMapToInt(part -> part).iterator();
        }
    }

    synchronized Taken take(int count) {
        var taken = new Taken();
        int left = count;
        while (left > 0) {
            if (next == end) {
                claim();
            }
            int part = Math.min(left, end - next);
            taken.parts.add(IntStream.range(next, next + part));
            next += part;
            left -= part;
        }
        return taken;
    }

    private void claim() {
        while (!isClaimed(block)) {
            // Skips the blocks of earlier runs, in doubling strides first, then one by one.
            skipTaken();
            block++;
        }
        next = Math.toIntExact(block * BLOCK + 1);
        end = next + BLOCK;
        block++;
    }

    private boolean isClaimed(long candidate) {
        var claim = new Document(name(candidate), 1, Map.of(), NOTHING);
        try {
            // Servers of earlier versions look there only. Watermarks may be dropped, so the claim itself is elsewhere.
            store.insert(Tables.WATERMARKS, claim);
            store.insert(Tables.HOUSEKEEPING, claim);
            return true;
        } catch (DuplicateKeyException taken) {
            return false;
        }
    }

    private void skipTaken() {
        long stride = 1;
        while (isTaken(block + stride)) {
            block += stride;
            stride *= 2;
        }
    }

    private boolean isTaken(long candidate) {
        var id = List.of(name(candidate));
        return !store.get(Tables.HOUSEKEEPING, id).isEmpty()
                || !store.get(Tables.WATERMARKS, id).isEmpty();
    }

    private static String name(long block) {
        return "PERSON_BLOCK/" + block;
    }
}
