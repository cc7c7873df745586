package org.outreachsync.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.cell.CountedAhead;
import org.outreachsync.indicator.cube.Cube;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.indicator.naive.Programme;
import org.outreachsync.indicator.naive.Rig;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.keys.Keyring;
import org.outreachsync.store.Document;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;

/** Figures come up to date although the store failed right after the last batch of an evening. */
class CellRefreshTest {

    private final List<Duration> pauses = new ArrayList<>();
    private BooleanSupplier isAway = () -> false;
    private final Rig rig = new Rig(
            new ForwardingStore(new MemoryStore()) {
                @Override
                public Set<String> replaceIfNewer(Table table, List<Document> documents) {
                    if (table.equals(Tables.CELLS) && isAway.getAsBoolean()) {
                        throw new StoreUnavailableException("no primary", null);
                    }
                    return super.replaceIfNewer(table, documents);
                }
            },
            Keyring.ephemeral());
    private final Programme programme = Programme.of(5);
    private final String site = programme.sites().getFirst();
    private final CountingRig counting = new CountingRig(rig, programme.sites(), place -> List.of(), Entered.NOTHING);
    private final CellRefresh refresh = new CellRefresh(counting.projector, 1, new CellRefresh.Runner() {
        @Override
        public void start(String name, Runnable run) {
            run.run();
        }

        @Override
        public void pause(Duration time) {
            pauses.add(time);
        }
    });

    CellRefreshTest() {
        rig.play(programme);
    }

    private boolean isCounted() {
        return counting.watermarks.of(CountingRig.CATALOGUE.fingerprint(), site) == counting.recordWatermarks.of(site);
    }

    @Test
    void whatFailsIsTriedAgainAfterPausesThatGrow() {
        isAway = () -> pauses.size() < 3;

        refresh.request(site);

        assertThat(isCounted()).isTrue();
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void whatFailsForMinutesIsLeftUntilItIsAskedForAgain() {
        isAway = () -> true;
        refresh.request(site);

        assertThat(pauses.stream().mapToLong(Duration::toSeconds).sum())
                .as("a change of primary is outlasted")
                .isBetween(120L, 600L);
        assertThat(pauses).hasSizeLessThan(20).allMatch(pause -> pause.compareTo(Duration.ofMinutes(1)) <= 0);
        assertThat(isCounted()).isFalse();

        isAway = () -> false;
        refresh.request(site);

        assertThat(isCounted()).isTrue();
    }

    @Test
    void aSiteThatIsAskedForWhileItFailsIsCountedOnce() {
        isAway = () -> {
            boolean away = pauses.isEmpty();
            if (away) {
                refresh.request(site);
            }
            return away;
        };

        refresh.request(site);

        assertThat(isCounted()).isTrue();
        assertThat(pauses).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void nothingIsTriedAgainOnceItIsClosed() {
        isAway = () -> {
            refresh.close();
            return true;
        };

        refresh.request(site);

        assertThat(pauses).isEmpty();
    }

    @Test
    void aQuestionThatFindsASiteBehindAsksForIt() {
        var asked = new ArrayList<String>();
        var cube = new Cube(
                counting.cells,
                counting.persons,
                counting.watermarks,
                CountingRig.CATALOGUE.fingerprint(),
                CountedAhead.Finder.NOTHING,
                code -> {
                    asked.add(code);
                    refresh.request(code);
                });

        cube.refresh(List.of(site));
        assertThat(asked).containsExactly(site);
        assertThat(isCounted()).isTrue();

        cube.refresh(List.of(site));
        assertThat(asked).as("not again").containsExactly(site);
    }
}
