package org.outreachsync.indicator.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The generator: what it makes is taken by a server, is the same again, and gives every indicator something to count.
 */
class ProgrammeTest {

    private static final int SEEDS = 8;

    @Test
    void aSeedTellsTheSameStoryAgain() {
        assertThat(Programme.of(7).sends())
                .isEqualTo(Programme.of(7).sends())
                .isNotEqualTo(Programme.of(8).sends());
        assertThat(figures(7)).isEqualTo(figures(7));
    }

    private static Map<String, Object> figures(long seed) {
        var programme = Programme.of(seed);
        var rig = new Rig();
        rig.play(programme);
        var counted = rig.count();
        var sites = Set.copyOf(programme.sites());
        var figures = new TreeMap<String, Object>();
        for (var code : NaiveIndicators.CODES) {
            figures.put(code, counted.of(code, sites, Programme.FIRST, Programme.LAST, Set.of()));
        }
        return figures;
    }

    @Test
    void everyIndicatorFindsSomething() {
        var empty = new TreeSet<>(NaiveIndicators.CODES);
        for (long seed = 1; seed <= SEEDS; seed++) {
            var programme = Programme.of(seed);
            var rig = new Rig();
            rig.play(programme);
            var counted = rig.count();
            var sites = Set.copyOf(programme.sites());
            for (int month = 0; month < 21; month++) {
                var from = Programme.FIRST.plusMonths(month);
                empty.removeIf(code -> {
                    var figure = counted.of(code, sites, from, from.plusMonths(3), Set.of())
                            .get(Group.TOTAL);
                    return figure != null
                            && figure.numerator() != null
                            && figure.numerator() > 0
                            && (figure.denominator() == null || figure.denominator() > 0);
                });
            }
        }
        assertThat(empty).isEmpty();
    }
}
