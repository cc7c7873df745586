package org.outreachsync.export.safety;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.outreachsync.export.dataset.Coverage;
import org.outreachsync.export.safety.Areas.CellArea;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.indicator.question.Places.Place;
import org.outreachsync.indicator.question.Stretch;
import org.outreachsync.targets.Area;

/** Which sites' days make up the figures of areas in a period. A site that moved is in several regions. */
final class Contributors {

    private static final Comparator<Stretch> ORDER =
            Comparator.comparing(Stretch::site).thenComparing(Stretch::from);

    private final Places places;
    private final Collection<String> programme;
    private final Map<Asked, Set<Stretch>> known = new HashMap<>();

    private record Asked(Area area, Coverage coverage, Period period) {}

    /**
     * In a programme.
     *
     * @param programme the codes of all its sites
     */
    Contributors(Places places, Collection<String> programme) {
        this.places = places;
        this.programme = programme;
    }

    /** The days of sites in an area, in a fixed order. */
    Set<Stretch> of(Area area, Coverage coverage, Period period) {
        return known.computeIfAbsent(new Asked(area, coverage, period), this::find);
    }

    /**
     * What a coverage leaves of an area, as text: empty if it leaves all of it, so that the figure is the same with and
     * without it.
     */
    String scope(Area area, Coverage coverage, Period period) {
        var left = of(area, coverage, period);
        return left.equals(of(area, Coverage.ALL, period))
                ? ""
                : left.stream()
                        .map(stretch -> stretch.site() + " " + stretch.from() + " " + stretch.to())
                        .collect(Collectors.joining(","));
    }

    /** The days of sites in the area of a cell. */
    Set<Stretch> of(CellArea cell) {
        if (cell.scope().isEmpty()) {
            return of(cell.area(), Coverage.ALL, cell.period());
        }
        return Arrays.stream(cell.scope().split(",", -1))
                .map(Contributors::stretch)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stretch stretch(String written) {
        var words = written.split(" ", -1);
        return new Stretch(words[0], LocalDate.parse(words[1]), LocalDate.parse(words[2]));
    }

    private Set<Stretch> find(Asked asked) {
        var coverage = asked.coverage();
        var area = asked.area();
        var sites = coverage.sites() == null ? programme : coverage.sites();
        var stretches = sites.stream()
                .filter(site -> area.level() != Area.Level.SITE || site.equals(area.code()))
                .map(site ->
                        new Stretch(site, asked.period().from(), asked.period().to()))
                .toList();
        stretches = coverage.region().isEmpty() ? stretches : within(stretches, Place::region, coverage.region());
        stretches = coverage.country().isEmpty() ? stretches : within(stretches, Place::country, coverage.country());
        stretches = switch (area.level()) {
            case SITE -> stretches;
            case REGION -> within(stretches, Place::region, area.code());
            case COUNTRY -> within(stretches, Place::country, area.code());
        };
        return stretches.stream().sorted(ORDER).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<Stretch> within(List<Stretch> stretches, Function<Place, String> word, String wanted) {
        return stretches.stream()
                .flatMap(stretch -> places.parts(stretch, word).getOrDefault(wanted, List.of()).stream())
                .toList();
    }
}
