package org.outreachsync.indicator.breakdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.question.Places.Place;
import org.outreachsync.indicator.question.Stretch;
import org.outreachsync.rig.CountedSite;

/** A site that moved from Osh to Bishkek on 1 July. */
class SlicesTest {

    private static final LocalDate MOVED = LocalDate.of(2026, 7, 1);
    private static final List<Place> PLACES = List.of(
            new Place(LocalDate.of(2026, 1, 10), MOVED, "KG", "KG-O", "PUBLIC"),
            new Place(MOVED, null, "KG", "KG-GB", "PUBLIC"));

    private static Map<String, List<Stretch>> cut(LocalDate from, LocalDate to, Dimension... by) {
        var days = CountedSite.days(new CountedSite().cube(), from, to);
        return new Slices(code -> PLACES)
                .of(days, EnumSet.copyOf(List.of(by)), false).stream()
                        .collect(Collectors.toMap(
                                slice -> String.join(" ", slice.group().texts().values()),
                                slice -> slice.selection().stretches()));
    }

    private static List<Stretch> stretch(LocalDate from, LocalDate to) {
        return List.of(new Stretch(CountedSite.SITE, from, to));
    }

    @Test
    void eachDayCountsWhereTheSiteWasThen() {
        var from = LocalDate.of(2026, 6, 1);
        var to = LocalDate.of(2026, 7, 31);

        assertThat(cut(from, to, Dimension.REGION))
                .isEqualTo(Map.of(
                        "KG-O", stretch(from, MOVED.minusDays(1)),
                        "KG-GB", stretch(MOVED, to)));
    }

    /** A record dated before the site opened happened somewhere: where it opened. */
    @Test
    void daysBeforeTheFirstPlacementCountAtIt() {
        var from = LocalDate.of(2025, 12, 31);

        assertThat(cut(from, from, Dimension.REGION)).isEqualTo(Map.of("KG-O", stretch(from, from)));
    }

    @Test
    void monthsAndRegionsTogetherLoseNoDay() {
        var from = LocalDate.of(2026, 6, 20);
        var to = LocalDate.of(2026, 7, 2);

        var parts = cut(from, to, Dimension.REGION, Dimension.MONTH);

        assertThat(parts.keySet()).isEqualTo(Set.of("KG-O 202606", "KG-GB 202607"));
        assertThat(parts.values().stream()
                        .flatMap(List::stream)
                        .mapToLong(part -> part.to().toEpochDay() - part.from().toEpochDay() + 1)
                        .sum())
                .isEqualTo(to.toEpochDay() - from.toEpochDay() + 1);
    }
}
