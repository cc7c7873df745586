package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.table.Groups;
import org.outreachsync.indicator.catalogue.Definition.Dimension;

/** Numbers groups of people or things, such as women of 20 to 24 years. */
final class GroupNumbers {

    private static final List<Dimension> DIMENSIONS = List.of(Dimension.values());
    private static final int AGE = bit(Dimension.AGE);

    private final Map<Group, Integer> numbers = new HashMap<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<Integer> dimensions = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final Map<Projection, Integer> projected = new HashMap<>();
    private final AgeSchemes schemes;

    /** Groups, and the scheme of the age group; it is empty if there is none. */
    private record Group(Groups groups, String ageScheme) {}

    /** What is left of groups. */
    private record Projection(int group, int left, String ageScheme) {}

    /** None yet. */
    GroupNumbers(AgeSchemes schemes) {
        this.schemes = schemes;
    }

    /** The number of groups. */
    int of(SortedMap<Dimension, String> some, String ageScheme) {
        var group = new Group(Groups.copyOf(some), some.containsKey(Dimension.AGE) ? ageScheme : "");
        return numbers.computeIfAbsent(group, unseen -> {
            groups.add(group);
            dimensions.add(set(group.groups()));
            words.add(CellKey.words(group.groups()));
            return groups.size() - 1;
        });
    }

    private static int set(Groups groups) {
        int set = 0;
        for (var dimension : groups.keySet()) {
            set |= bit(dimension);
        }
        return set;
    }

    /** A set of this dimension alone. */
    static int bit(Dimension dimension) {
        return 1 << DIMENSIONS.indexOf(dimension);
    }

    int count() {
        return groups.size();
    }

    Groups groups(int group) {
        return groups.get(group).groups();
    }

    String ageScheme(int group) {
        return groups.get(group).ageScheme();
    }

    /** As the names of cells have them. */
    String words(int group) {
        return words.get(group);
    }

    /** The dimensions of groups, as a set of bits. */
    int dimensions(int group) {
        return dimensions.get(group);
    }

    /** How groups are broken down. */
    Breakdown breakdown(int group) {
        return new Breakdown(dimensions(group), ageScheme(group));
    }

    /** Whether each group of the coarse breakdown is made up of groups of the fine one. */
    boolean refines(Breakdown fine, Breakdown coarse) {
        return !fine.equals(coarse)
                && fine.has(coarse.by())
                && ((coarse.by() & AGE) == 0 || schemes.refines(fine.ageScheme(), coarse.ageScheme()));
    }

    /** What the groups of two age schemes have in common. */
    List<AgeSchemes.Overlap> common(String one, String other) {
        return schemes.common(one, other);
    }

    /** The number of groups with an age group of another scheme. */
    int withAge(int group, String label, String ageScheme) {
        var some = new TreeMap<>(groups(group));
        some.put(Dimension.AGE, label);
        return of(some, ageScheme);
    }

    /** Numbers what is left of groups in the breakdowns of other groups, too. Afterwards, numbers are only read. */
    void complete() {
        var breakdowns = new LinkedHashSet<Breakdown>();
        IntStream.range(0, count()).mapToObj(this::breakdown).forEach(breakdowns::add);
        var onto = new LinkedHashSet<>(breakdowns);
        for (var one : breakdowns) {
            for (var other : breakdowns) {
                onto.add(new Breakdown(one.by() & other.by(), one.ageScheme()));
            }
        }
        for (int group = count() - 1; group >= 0; group--) {
            for (var coarse : onto) {
                project(group, coarse);
            }
        }
    }

    /** The number of what is left of groups in a coarser breakdown, which it gets if it has none. */
    int project(int group, Breakdown coarse) {
        var projection = projection(group, coarse);
        return projection == null
                ? group
                : projected.computeIfAbsent(projection, unseen -> {
                    var some = new TreeMap<>(groups(group));
                    some.keySet().removeIf(dimension -> (projection.left() & bit(dimension)) == 0);
                    some.computeIfPresent(
                            Dimension.AGE,
                            (dimension, code) -> schemes.label(ageScheme(group), projection.ageScheme(), code));
                    return of(some, projection.ageScheme());
                });
    }

    /** The number of what is left of groups in a coarser breakdown that other groups have, too. */
    int projected(int group, Breakdown coarse) {
        var projection = projection(group, coarse);
        return projection == null ? group : Objects.requireNonNull(projected.get(projection));
    }

    private @Nullable Projection projection(int group, Breakdown coarse) {
        int left = dimensions(group) & coarse.by();
        boolean isOther = (left & AGE) != 0 && schemes.refines(ageScheme(group), coarse.ageScheme());
        var scheme = isOther ? coarse.ageScheme() : ageScheme(group);
        return left == dimensions(group) && scheme.equals(ageScheme(group))
                ? null
                : new Projection(group, left, (left & AGE) == 0 ? "" : scheme);
    }

    /** The number of groups with another one in a dimension; {@link Numbering#NONE} for none. */
    int with(int group, Dimension dimension, String code) {
        var more = new TreeMap<>(groups(group));
        more.put(dimension, code);
        return numbers.getOrDefault(new Group(Groups.copyOf(more), ageScheme(group)), Numbering.NONE);
    }

    /** The codes by {@link Dimension}, {@code null} where there is none. */
    @Nullable
    String[] codes(int group) {
        var codes = new String[DIMENSIONS.size()];
        groups(group).forEach((dimension, code) -> codes[DIMENSIONS.indexOf(dimension)] = code);
        return codes;
    }
}
