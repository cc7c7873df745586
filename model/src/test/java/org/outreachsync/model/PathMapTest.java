package org.outreachsync.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A map of registers is what a tree of the same registers is. */
class PathMapTest {

    private static final int CASES = 500;
    private static final int REGISTERS_MAX = 40;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private Path path() {
        return Path.of(random.nextInt(6), random.nextInt(4) - 1, random.nextInt(3), random.nextInt(3) - 1);
    }

    @Test
    void isWhatATreeIs() {
        System.out.println("PathMapTest seed " + seed);
        for (int turn = 0; turn < CASES; turn++) {
            var tree = new TreeMap<Path, Integer>();
            var built = new PathMap.Builder<Integer>(random.nextInt(REGISTERS_MAX));
            int puts = random.nextInt(REGISTERS_MAX);
            for (int no = 0; no < puts; no++) {
                var path = path();
                assertThat(built.put(path, no)).isEqualTo(tree.put(path, no));
            }
            var map = built.build();
            isSame(map, tree);
            var from = path();
            var to = path();
            isSame(map.headMap(to), new TreeMap<>(tree.headMap(to)));
            isSame(map.tailMap(from), new TreeMap<>(tree.tailMap(from)));
            if (from.compareTo(to) <= 0) {
                isSame(map.subMap(from, to), new TreeMap<>(tree.subMap(from, to)));
            }
            isSame(PathMap.copyOf(tree), tree);
            var plain = new TreeMap<>(tree);
            plain.keySet().removeIf(path -> path.sub() != 0);
            isSame(map.where(path -> path.sub() == 0), plain);
            assertThat(map.where(path -> true)).isSameAs(map);
        }
    }

    private void isSame(PathMap<Integer> map, SortedMap<Path, Integer> tree) {
        assertThat(map).isEqualTo(tree).hasSameHashCodeAs(tree).hasSize(tree.size());
        assertThat(new ArrayList<>(map.entrySet())).isEqualTo(new ArrayList<>(tree.entrySet()));
        var visited = new TreeMap<Path, Integer>();
        map.forEach(visited::put);
        assertThat(visited).isEqualTo(tree);
        var asked = path();
        assertThat(map.get(asked)).isEqualTo(tree.get(asked));
        assertThat(map.getOrDefault(asked, -1)).isEqualTo(tree.getOrDefault(asked, -1));
        assertThat(map.containsKey(asked)).isEqualTo(tree.containsKey(asked));
        assertThat(map.placeOf(asked)).isEqualTo(tree.headMap(asked).size());
        assertThat(map.firstOf(asked.field()))
                .isEqualTo(tree.headMap(Path.field(asked.field())).size());
        assertThat(map.endOf(asked.field()))
                .isEqualTo(tree.headMap(Path.field(asked.field() + 1)).size());
        int place = 0;
        for (var entry : tree.entrySet()) {
            assertThat(map.pathAt(place)).isEqualTo(entry.getKey());
            assertThat(map.valueAt(place)).isEqualTo(entry.getValue());
            place++;
        }
        assertThatThrownBy(() -> map.pathAt(map.size())).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> map.valueAt(-1)).isInstanceOf(NoSuchElementException.class);
        if (!tree.isEmpty()) {
            assertThat(map.firstKey()).isEqualTo(tree.firstKey());
            assertThat(map.lastKey()).isEqualTo(tree.lastKey());
        }
    }

    @Test
    void cannotBeChanged() {
        var map = PathMap.copyOf(new TreeMap<>(Map.of(Path.field(1), 1)));
        assertThatThrownBy(() -> map.put(Path.field(2), 2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.remove(Path.field(1))).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> PathMap.<Integer>empty().firstKey()).isInstanceOf(NoSuchElementException.class);
    }
}
