package org.outreachsync.export.safety;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.question.Stretch;
import org.outreachsync.targets.Area;

/**
 * What holds between sites, regions and countries. Amounts and events of sites add up to those of their region. A
 * person may come to several sites: a region has at least the persons of each site, and at most those of all sites
 * together.
 */
final class AreaRelations {

    private final Cells cells;
    private final Map<CellArea, Set<Stretch>> contributors;

    /** The area of a cell. */
    record CellArea(Area area, String scope, Period period) {

        static CellArea of(CellKey key) {
            return new CellArea(key.area(), key.scope(), key.period());
        }
    }

    /** What the cells of several areas have in common. */
    private record Block(
            String quantity, String ageScheme, int project, Period period, SortedMap<Dimension, String> groups) {}

    private AreaRelations(Cells cells, Map<CellArea, Set<Stretch>> contributors) {
        this.cells = cells;
        this.contributors = contributors;
    }

    /**
     * Adds them.
     *
     * @param contributors the days of sites that make up each area
     */
    static void addTo(Cells cells, Map<CellArea, Set<Stretch>> contributors) {
        var relations = new AreaRelations(cells, contributors);
        cells.by(one -> new Block(
                        one.key().quantity(),
                        one.key().ageScheme(),
                        one.key().project(),
                        one.key().period(),
                        one.key().groups()))
                .values()
                .forEach(relations::add);
    }

    private void add(List<Cells.One> block) {
        for (var whole : block) {
            var level = whole.key().area().level();
            for (var below : levelsBelow(level, block)) {
                add(
                        whole,
                        block.stream()
                                .filter(part -> part.key().area().level() == below && isWithin(part, whole))
                                .toList());
            }
        }
    }

    /** The next level below that has cells; for a country, also its sites if regions leave some out. */
    private static List<Area.Level> levelsBelow(Area.Level level, List<Cells.One> block) {
        return block.stream()
                .map(one -> one.key().area().level())
                .filter(below -> below.compareTo(level) < 0)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private boolean isWithin(Cells.One part, Cells.One whole) {
        var own = of(part);
        return !own.isEmpty() && of(whole).containsAll(own);
    }

    private Set<Stretch> of(Cells.One one) {
        return contributors.getOrDefault(CellArea.of(one.key()), Set.of());
    }

    private void add(Cells.One whole, List<Cells.One> parts) {
        if (parts.isEmpty()) {
            return;
        }
        var covered = new HashSet<Stretch>();
        parts.forEach(part -> covered.addAll(of(part)));
        boolean isAll = covered.containsAll(of(whole));
        var names = parts.stream().map(Cells.One::name).toList();
        if (whole.quantity().addsUp() || names.size() == 1) {
            if (isAll) {
                cells.sum(whole.name(), names);
            } else {
                cells.within(names, whole.name());
            }
            return;
        }
        names.forEach(name -> cells.within(List.of(name), whole.name()));
        if (isAll) {
            cells.cover(whole.name(), names);
        }
    }
}
