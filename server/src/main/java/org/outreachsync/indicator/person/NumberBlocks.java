package org.outreachsync.indicator.person;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Removal;
import org.outreachsync.store.Snapshot;
import org.outreachsync.store.Tables;

/**
 * Gives out numbers that no server gives out twice. A server takes a block of numbers by adding the block's document,
 * which only one server can do. The rest of a block stays unused after a restart.
 */
final class NumberBlocks {

    private static final int BLOCK = 64;
    /** What is claimed and not used before a restart stays unused: about a thousand of two thousand million numbers. */
    private static final int BLOCKS_AT_ONCE = 16;

    private static final String NAME = "PERSON_BLOCK/";
    private static final byte[] NOTHING = {};

    private final DocumentStore store;
    private final Sealer sealer;
    private final ArrayDeque<Long> claimed = new ArrayDeque<>();
    private long block;
    private int next = 1;
    private int end = 1;

    NumberBlocks(DocumentStore store, Sealer sealer) {
        this.store = store;
        this.sealer = sealer;
    }

    /** New numbers. */
    static final class Taken {
        private final List<IntStream> parts = new ArrayList<>();

        PrimitiveIterator.OfInt iterator() {
            return parts.stream().flatMapToInt(part -> part).iterator();
        }
    }

    /** Gives all blocks back. Earlier versions noted them among the watermarks, too. */
    static void forget(DocumentStore store, Snapshot snapshot) {
        for (var table : List.of(Tables.WATERMARKS, Tables.HOUSEKEEPING)) {
            Removal.of(store, snapshot, table, id -> id.startsWith(NAME));
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
        while (claimed.isEmpty()) {
            claimed.addAll(claimedOf(LongStream.range(block, block + BLOCKS_AT_ONCE)));
            if (claimed.isEmpty()) {
                // Skips the blocks of earlier runs, in doubling strides first, then one by one.
                skipTaken();
            }
            block++;
        }
        long first = claimed.removeFirst();
        block = Math.max(block, first + 1);
        next = Math.toIntExact(first * BLOCK + 1);
        end = next + BLOCK;
    }

    /** Claims several blocks at once, since each write waits for the disk. */
    private List<Long> claimedOf(LongStream blocks) {
        var claims = blocks.mapToObj(candidate -> claim(name(candidate))).toList();
        return store.replaceIfNewer(Tables.HOUSEKEEPING, claims).stream()
                .map(name -> Long.valueOf(name.substring(NAME.length())))
                .sorted()
                .toList();
    }

    /** Sealed, so that no two claims are the same. */
    private Document claim(String name) {
        return new Document(name, 1, Map.of(), sealer.seal(NOTHING, name));
    }

    private void skipTaken() {
        long stride = 1;
        while (isTaken(block + stride)) {
            block += stride;
            stride *= 2;
        }
    }

    private boolean isTaken(long candidate) {
        return !store.get(Tables.HOUSEKEEPING, List.of(name(candidate))).isEmpty();
    }

    private static String name(long block) {
        return NAME + block;
    }
}
