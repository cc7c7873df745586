package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Companions;
import org.outreachsync.export.safety.AreaRelations.CellArea;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.question.Stretch;

/**
 * Guesses which cells count the same person: those of the areas that they are in, and of their sex, age and other
 * groups. Somebody is guessed whom the smallest area counts in all its breakdowns, so that nowhere a zero must change.
 */
final class SamePerson implements Companions {

    /** The most areas in which somebody is guessed. */
    private static final int AREAS_MAX = 4;

    private final Cells cells;
    private final Map<CellArea, Set<Stretch>> contributors;
    private final Map<String, Cells.One> byName = new HashMap<>();
    private final Map<Place, List<Cells.One>> byPlace = new LinkedHashMap<>();
    private final Membership membership;

    /** One count in one area. */
    private record Place(String quantity, int project, CellArea area) {

        static Place of(CellKey key) {
            return new Place(key.quantity(), key.project(), CellArea.of(key));
        }

        Place in(CellArea other) {
            return new Place(quantity, project, other);
        }
    }

    /**
     * Guesses among these cells.
     *
     * @param contributors the days of sites that make up each area
     */
    SamePerson(Cells cells, Map<CellArea, Set<Stretch>> contributors) {
        this.cells = cells;
        this.contributors = contributors;
        for (var one : cells.all()) {
            byName.put(one.name(), one);
            byPlace.computeIfAbsent(Place.of(one.key()), unseen -> new ArrayList<>())
                    .add(one);
        }
        this.membership =
                new Membership(cells.all().stream().map(Cells.One::quantity).collect(Collectors.toSet()));
        cells.rests().values().forEach(rest -> membership.add(quantity(rest.part()), quantity(rest.whole())));
    }

    private String quantity(String cell) {
        return Objects.requireNonNull(byName.get(cell), cell).quantity().name();
    }

    @Override
    public List<Set<String>> of(String cell) {
        var rest = cells.rests().get(cell);
        var one = byName.get(rest == null ? cell : rest.whole());
        if (one == null) {
            return List.of();
        }
        var found = new ArrayList<Set<String>>();
        for (var area : areas(one)) {
            var groups = groups(one, byPlace.getOrDefault(Place.of(one.key()).in(area), List.of()));
            if (groups != null) {
                found.add(companions(one, area, groups));
            }
        }
        return found;
    }

    /** The smallest areas in that of a cell which count somebody in the same groups. */
    private List<CellArea> areas(Cells.One one) {
        var own = days(CellArea.of(one.key()));
        var place = Place.of(one.key());
        return contributors.keySet().stream()
                .filter(area -> !days(area).isEmpty() && own.containsAll(days(area)))
                .filter(area -> byPlace.getOrDefault(place.in(area), List.of()).stream()
                        .anyMatch(other -> other.value() > 0 && isInSameGroups(one, other)))
                .sorted(Comparator.comparingInt((CellArea area) -> days(area).size())
                        .thenComparing(CellArea::toString))
                .limit(AREAS_MAX)
                .toList();
    }

    private static boolean isInSameGroups(Cells.One one, Cells.One other) {
        return other.key().groups().equals(one.key().groups())
                && other.key().ageScheme().equals(one.key().ageScheme());
    }

    /** The groups of somebody whom all breakdowns count; null if nobody is found. */
    private static @Nullable SortedMap<Dimension, String> groups(Cells.One one, List<Cells.One> there) {
        var scheme = one.key().ageScheme();
        var breakdowns = there.stream()
                .filter(other -> scheme.isEmpty() || other.key().ageScheme().isEmpty() || isInScheme(other, scheme))
                .collect(Collectors.groupingBy(
                        other -> other.key().groups().keySet(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .sorted(Comparator.comparingInt(
                        breakdown -> -breakdown.getFirst().key().groups().size()))
                .toList();
        var groups = new TreeMap<>(one.key().groups());
        return isFound(groups, breakdowns) ? groups : null;
    }

    private static boolean isInScheme(Cells.One one, String scheme) {
        return one.key().ageScheme().equals(scheme);
    }

    private static boolean isFound(SortedMap<Dimension, String> groups, List<List<Cells.One>> breakdowns) {
        if (breakdowns.isEmpty()) {
            return true;
        }
        var rest = breakdowns.subList(1, breakdowns.size());
        for (var one : breakdowns.getFirst()) {
            if (one.value() > 0 && agree(one.key().groups(), groups)) {
                var more = new TreeMap<>(groups);
                more.putAll(one.key().groups());
                if (isFound(more, rest)) {
                    groups.putAll(more);
                    return true;
                }
            }
        }
        return false;
    }

    /** Without the age if it is of another scheme: they may agree or not. */
    private static Map<Dimension, String> comparable(Cells.One one, String scheme) {
        var groups = one.key().groups();
        if (scheme.isEmpty() || !groups.containsKey(Dimension.AGE) || isInScheme(one, scheme)) {
            return groups;
        }
        var others = new TreeMap<>(groups);
        others.remove(Dimension.AGE);
        return others;
    }

    private static boolean agree(Map<Dimension, String> some, Map<Dimension, String> others) {
        return some.entrySet().stream()
                .allMatch(group ->
                        others.getOrDefault(group.getKey(), group.getValue()).equals(group.getValue()));
    }

    private Set<String> companions(Cells.One one, CellArea area, SortedMap<Dimension, String> groups) {
        var sites = sites(area);
        var areas = contributors.keySet().stream()
                .filter(other -> !Collections.disjoint(sites, sites(other)))
                .collect(Collectors.toCollection(HashSet::new));
        var certain = membership.certain(one.quantity().name());
        var possible = membership.possible(certain);
        var scheme = one.key().ageScheme();
        var found = new HashSet<>(cells.namesOfChanges());
        byPlace.forEach((place, there) -> {
            if (areas.contains(place.area()) && possible.contains(place.quantity())) {
                there.stream()
                        .filter(other -> agree(comparable(other, scheme), groups))
                        .forEach(other -> found.add(other.name()));
            }
        });
        cells.rests().forEach((name, rest) -> {
            if (found.contains(rest.whole()) && !certain.contains(quantity(rest.part()))) {
                found.add(name);
            }
        });
        return found;
    }

    private Collection<String> sites(CellArea area) {
        return days(area).stream().map(Stretch::site).collect(Collectors.toSet());
    }

    private Set<Stretch> days(CellArea area) {
        return contributors.getOrDefault(area, Set.of());
    }
}
