package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.table.Groups;
import org.outreachsync.indicator.catalogue.Definition.Dimension;

/** Numbers groups of people or things, such as women of 20 to 24 years. */
final class GroupNumbers {

    private static final List<Dimension> DIMENSIONS = List.of(Dimension.values());

    private final Map<Group, Integer> numbers = new HashMap<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<Integer> dimensions = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final Numbering projections = new Numbering();
    private final List<Integer> projected = new ArrayList<>();

    /** Groups, and the scheme of the age group; it is empty if there is none. */
    private record Group(Groups groups, String ageScheme) {}

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

    /** Numbers what is left of groups in dimensions of other groups, too. Afterwards, numbers are only read. */
    void complete() {
        int count = count();
        var shared = dimensions.stream()
                .flatMap(one -> dimensions.stream().map(other -> one & other))
                .collect(Collectors.toCollection(TreeSet::new));
        for (int group = 0; group < count; group++) {
            for (int onto : shared) {
                int left = dimensions(group) & onto;
                if (projections.of(projection(group, left)) == projected.size()) {
                    var some = new TreeMap<>(groups(group));
                    some.keySet().removeIf(dimension -> (left & bit(dimension)) == 0);
                    projected.add(of(some, ageScheme(group)));
                }
            }
        }
    }

    private static long projection(int group, int left) {
        return ((long) group << Integer.SIZE) | left;
    }

    /** The number of what is left of groups in dimensions that other groups have, too. */
    int projected(int group, int onto) {
        int left = dimensions(group) & onto;
        return left == dimensions(group) ? group : projected.get(projections.find(projection(group, left)));
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
