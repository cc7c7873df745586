package org.outreachsync.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.Value;

class RecordStateTest {

    private static final RecordId ID = RecordId.counted(1, 1, 1);
    private static final Path FIELD = Path.field(3);

    /** An op as the merge rules see it. */
    private record Act(Origin origin, Map<Path, Value> written, long day) {
        RecordState on(RecordState state) {
            return state.apply(origin, written, day);
        }

        RecordState alone() {
            return on(RecordState.empty(ID, 3));
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 300);
    }

    /**
     * Ops of four devices as a log would hold them: what a device has seen only grows, many timestamps are equal, and a
     * device that begins an epoch continues the count of that epoch or of an earlier one.
     */
    private static List<Act> acts(long seed) {
        var random = new Random(seed);
        var seen = new HashMap<Long, Long>();
        var epochs = new HashMap<Long, Integer>();
        var acts = new ArrayList<Act>();
        int count = 2 + random.nextInt(9);
        for (long seq = 1; seq <= count; seq++) {
            long device = random.nextLong(1, 5);
            long before = seen.getOrDefault(device, 0L);
            long base = before + (long) (random.nextDouble() * (seq - before));
            seen.put(device, base);
            int epoch = epochs.merge(device, random.nextInt(3) == 0 ? 2 : 1, (last, more) -> last + more - 1);
            var origin = new Origin(100 + random.nextInt(3), device, epoch, seq, seq, base);
            var written = new HashMap<Path, Value>();
            for (int field = 1; field <= 3; field++) {
                if (random.nextBoolean()) {
                    written.put(
                            Path.field(field),
                            random.nextInt(4) == 0 ? Value.absent() : new Value.Num(random.nextInt(3)));
                }
            }
            if (random.nextBoolean()) {
                var counter = FIELD.inSlot(Path.slot(device, 1 + random.nextInt(epoch)));
                written.put(counter, random.nextInt(4) == 0 ? Value.absent() : new Value.Num(random.nextInt(3)));
            }
            acts.add(new Act(origin, written, random.nextInt(3)));
        }
        return acts;
    }

    private static RecordState inOrder(List<Act> acts) {
        var state = RecordState.empty(ID, 3);
        for (var act : acts) {
            state = act.on(state);
        }
        return state;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfArrivalDoesNotMatter(long seed) {
        var acts = acts(seed);
        var expected = inOrder(acts);
        Collections.shuffle(acts, new Random(seed));
        assertThat(inOrder(acts)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void applyingTwiceChangesNothing(long seed) {
        var acts = acts(seed);
        var state = inOrder(acts);
        for (var act : acts) {
            assertThat(act.on(state)).isEqualTo(state);
        }
        assertThat(state.join(state)).isEqualTo(state);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void joinIsCommutativeAndAssociative(long seed) {
        var acts = acts(seed);
        var random = new Random(seed);
        var parts = List.of(new ArrayList<Act>(), new ArrayList<Act>(), new ArrayList<Act>());
        acts.forEach(act -> parts.get(random.nextInt(3)).add(act));
        var a = inOrder(parts.get(0));
        var b = inOrder(parts.get(1));
        var c = inOrder(parts.get(2));
        assertThat(a.join(b)).isEqualTo(b.join(a));
        assertThat(a.join(b).join(c)).isEqualTo(a.join(b.join(c))).isEqualTo(inOrder(acts));
    }

    @Test
    void whatWasSeenIsReplacedWhateverTheClocksSay() {
        var first = act(900, 1, 1, 1, 0, 10);
        var corrected = act(100, 2, 1, 2, 1, 20);
        assertThat(inOrder(List.of(first, corrected)).value(FIELD)).isEqualTo(new Value.Num(20));
        assertThat(inOrder(List.of(first, corrected)).registers().get(FIELD)).hasSize(1);
    }

    @Test
    void ofWritesThatDidNotSeeEachOtherTheLaterIsShownAndBothAreKept() {
        var one = act(200, 1, 1, 1, 0, 10);
        var other = act(100, 2, 1, 2, 0, 20);
        var state = inOrder(List.of(one, other));
        assertThat(state.value(FIELD)).isEqualTo(new Value.Num(10));
        assertThat(state.registers().get(FIELD)).hasSize(2);
    }

    @Test
    void tiesOfTheClocksFallToTheDevice() {
        var one = act(100, 1, 1, 1, 0, 10);
        var other = act(100, 2, 1, 2, 0, 20);
        assertThat(one.alone().join(other.alone()).value(FIELD)).isEqualTo(new Value.Num(20));
    }

    @Test
    void aDeviceHasSeenItsOwnEarlierOpsOfTheSameEpochOnly() {
        var first = act(500, 1, 1, 1, 0, 10);
        var next = act(100, 1, 1, 2, 0, 20);
        assertThat(inOrder(List.of(first, next)).registers().get(FIELD)).hasSize(1);
        var reinstalled = new Act(new Origin(100, 1, 2, 1, 2, 0), Map.of(FIELD, new Value.Num(20)), 0);
        assertThat(inOrder(List.of(first, reinstalled)).registers().get(FIELD)).hasSize(2);
        assertThat(inOrder(List.of(first, reinstalled)).value(FIELD)).isEqualTo(new Value.Num(10));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCounterShowsTheGreatestOfItsStandingNumbers(long seed) {
        var state = inOrder(acts(seed));
        state.registers().forEach((path, writes) -> {
            if (path.slot() != 0) {
                long greatest = writes.stream()
                        .mapToLong(write -> write.value().asLong(-1))
                        .max()
                        .orElseThrow();
                assertThat(state.value(path).asLong(-1)).isEqualTo(greatest);
            }
        });
    }

    @Test
    void aCountGoesOnInTheNextEpochThoughItsStampIsEarlier() {
        var counter = FIELD.inSlot(Path.slot(1, 1));
        var repaired = new Act(new Origin(900, 1, 1, 1, 1, 0), Map.of(counter, new Value.Num(5)), 0);
        var resent = new Act(new Origin(100, 1, 2, 1, 2, 0), Map.of(counter, new Value.Num(7)), 0);
        var state = inOrder(List.of(repaired, resent));
        assertThat(state.value(counter)).isEqualTo(new Value.Num(7));
        assertThat(state.latestHlc()).isEqualTo(900);
        assertThat(inOrder(List.of(resent, repaired))).isEqualTo(state);
    }

    @Test
    void aCountThatItsOwnEpochSetBackIsShown() {
        var counter = FIELD.inSlot(Path.slot(1, 1));
        var tooMany = new Act(new Origin(100, 1, 1, 1, 1, 0), Map.of(counter, new Value.Num(9)), 0);
        var corrected = new Act(new Origin(101, 1, 1, 2, 2, 0), Map.of(counter, new Value.Num(3)), 0);
        assertThat(inOrder(List.of(tooMany, corrected)).value(counter)).isEqualTo(new Value.Num(3));
    }

    @Test
    void everyDayEverSaidIsRemembered() {
        var moved = new Act(new Origin(100, 1, 1, 2, 2, 1), Map.of(), 8);
        assertThat(inOrder(List.of(act(100, 1, 1, 1, 0, 1), moved)).days()).containsExactly(0L, 8L);
    }

    private static Act act(long hlc, long device, int epoch, long seq, long base, long value) {
        return new Act(new Origin(hlc, device, epoch, seq, seq, base), Map.of(FIELD, new Value.Num(value)), 0);
    }
}
