package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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

    /** The number of what is left of groups in some dimensions. */
    int projected(int group, int onto) {
        int left = dimensions(group) & onto;
        if (left == dimensions(group)) {
            return group;
        }
        int projection = projections.of(((long) group << Integer.SIZE) | left);
        if (projection == projected.size()) {
            var some = new TreeMap<>(groups(group));
            some.keySet().removeIf(dimension -> (left & bit(dimension)) == 0);
            projected.add(of(some, ageScheme(group)));
        }
        return projected.get(projection);
    }

    /** The number of groups with another one in a dimension. */
    int with(int group, Dimension dimension, String code) {
        var more = new TreeMap<>(groups(group));
        more.put(dimension, code);
        return of(more, ageScheme(group));
    }

    /** The codes by {@link Dimension}, {@code null} where there is none. */
    @Nullable
    String[] codes(int group) {
        var codes = new String[DIMENSIONS.size()];
        groups(group).forEach((dimension, code) -> codes[DIMENSIONS.indexOf(dimension)] = code);
        return codes;
    }
}
