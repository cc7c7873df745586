package org.outreachsync.indicator.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who stands for whom, against following every merge by hand. */
class MergesTest {

    private static final int MANY = 200_000;

    private final Merges merges = new Merges();
    private final Map<Integer, Integer> into = new HashMap<>();

    private void put(int no, int other) {
        merges.put(no, other);
        if (other == 0) {
            into.remove(no);
        } else {
            into.put(no, other);
        }
    }

    private static String key(int no) {
        return Integer.toString(no * 7_919 % 10_007);
    }

    private void settle() {
        merges.settle();
        merges.keysWanted().forEach(no -> merges.learn(no, key(no)));
        merges.settle();
    }

    private int endByHand(int no) {
        List<Integer> seen = new ArrayList<>();
        Integer at = no;
        while (into.containsKey(at) && !seen.contains(at)) {
            seen.add(at);
            at = into.get(at);
        }
        return seen.contains(at)
                ? seen.subList(seen.indexOf(at), seen.size()).stream()
                        .min(Comparator.comparing(MergesTest::key))
                        .orElseThrow()
                : at;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void followsChainsAndCircles(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            for (int change = 0; change < 8; change++) {
                put(random.nextInt(1, 60), random.nextInt(4) == 0 ? 0 : random.nextInt(1, 60));
            }
            settle();
            for (int no = 1; no < 60; no++) {
                int end = endByHand(no);
                assertThat(merges.standsFor(no))
                        .as("seed %d, round %d, person %d", seed, round, no)
                        .isEqualTo(end);
                if (end != no) {
                    assertThat(merges.mergedInto(end))
                            .as("seed %d, round %d, person %d", seed, round, no)
                            .contains(no);
                }
            }
        }
    }

    /**
     * Who writes such records must not stop everybody's answers: work that grew faster than the chain would not end
     * here.
     */
    @Test
    void aChainAndACircleOfManyAreFollowedOnce() {
        for (int no = 2; no <= MANY; no++) {
            merges.put(no, no - 1);
            merges.put(MANY + no, MANY + no - 1);
        }
        merges.put(MANY + 1, 2 * MANY);
        merges.settle();

        assertThat(merges.standsFor(MANY)).isEqualTo(1);
        assertThat(merges.mergedInto(1)).hasSize(MANY - 1);
        assertThat(merges.keysWanted()).hasSize(MANY);
    }
}
