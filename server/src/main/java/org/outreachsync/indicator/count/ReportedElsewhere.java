package org.outreachsync.indicator.count;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.outreachsync.indicator.breakdown.Group;
import org.outreachsync.indicator.breakdown.Slices.Slice;
import org.outreachsync.indicator.breakdown.SumGroups;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Measure;
import org.outreachsync.indicator.cube.Selection;

/**
 * Sums of records about the sites of a slice, recorded at any site, for measures that count for another site than the
 * recording one.
 */
final class ReportedElsewhere {

    private final Catalogue catalogue;
    private final Selection programme;
    private final Map<String, Selection> reportersOf = new HashMap<>();

    /**
     * For one question.
     *
     * @param programme all sites
     */
    ReportedElsewhere(Catalogue catalogue, Selection programme) {
        this.catalogue = catalogue;
        this.programme = programme;
    }

    /** By groups within the slice's. */
    Map<Group, Long> add(SumGroups adding, List<String> measures, Slice slice) {
        var groups = new HashMap<Group, Long>();
        for (var measure : measures.stream().filter(this::isAbout).toList()) {
            for (var stretch : slice.selection().stretches()) {
                var about = Measure.about(measure, stretch.site());
                var reporters = reportersOf.computeIfAbsent(about, programme::withSumsOf);
                if (!reporters.stretches().isEmpty()) {
                    adding.add(List.of(about), reporters.over(stretch.from(), stretch.to()), slice.group())
                            .forEach((group, value) -> groups.merge(group, value, Long::sum));
                }
            }
        }
        return groups;
    }

    private boolean isAbout(String name) {
        var measure = catalogue.measures().get(name);
        return measure != null && measure.isAbout();
    }
}
