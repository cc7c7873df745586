package org.outreachsync.export.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.outreachsync.export.count.TableCounter.Asked;
import org.outreachsync.export.dataset.Coverage;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.dataset.Frequency;
import org.outreachsync.export.dataset.Item;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.indicator.naive.Programme;
import org.outreachsync.indicator.naive.Rig;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.indicator.question.Question;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.targets.Area;

/**
 * A data set of many sites by sex and age has more rows than one answer may have. Some sites are asked for at a time,
 * which nobody can tell from the lines.
 */
class SomeSitesAtOnceTest {

    private static final Places PLACES =
            site -> List.of(new Places.Place(LocalDate.of(2020, 1, 1), null, "KG", "KG-C", "PUBLIC"));

    @Test
    void givesTheLinesOfAllSitesAtOnce() {
        var programme = LongStream.iterate(1, seed -> seed + 1)
                .mapToObj(Programme::of)
                .filter(one -> one.sites().size() >= 3)
                .findFirst()
                .orElseThrow();
        var rig = new Rig();
        var counting = new CountingRig(rig, programme.sites(), PLACES, Entered.NOTHING);
        rig.play(programme);
        counting.catchUp();
        var asked = List.of(new Asked(set(), Period.parse("2026Q1")));

        var together = new TableCounter(counting.indicators, programme::sites, Duration.ZERO).count(asked);
        var oneByOne = new TableCounter(counting.indicators, programme::sites, Duration.ZERO, 1).count(asked);

        assertThat(oneByOne).isEqualTo(together);
        assertThat(together.getFirst().lines()).anyMatch(line -> !Objects.equals(line.numerator(), 0L));
        assertThat(together.getFirst().lines().stream().map(CountedLine::area).distinct())
                .hasSize(programme.sites().size() + 2);
    }

    private static DataSet set() {
        var items = Stream.of("CONTACTS", "PERSONS_REACHED")
                .map(code -> new Item(
                        Objects.requireNonNull(
                                CountingRig.CATALOGUE.definitions().get(code)),
                        List.of(Set.of(Dimension.SEX), Set.of(Dimension.SEX, Dimension.AGE)),
                        Question.USUAL_AGE_SCHEME))
                .toList();
        var title = new LocalizedText(Map.of(LocalizedText.ENGLISH, "A data set"), Set.of());
        return new DataSet("SET", title, Frequency.QUARTER, EnumSet.allOf(Area.Level.class), Coverage.ALL, items);
    }
}
