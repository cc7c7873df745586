package org.outreachsync.export.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.dhis2.Cell;
import org.outreachsync.export.dhis2.Uid;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.yaml.Yaml;

/**
 * How the groups of a breakdown go to the cells of DHIS2. Such as {@code FEMALE/AGE_15_19: combo}, or
 * {@code TRANSGENDER_WOMAN+OTHER/AGE_15_19: combo} for groups that are added.
 *
 * @param by the dimensions, in the order in which the groups are written
 * @param written what stands for each group
 * @param leftOut the groups that are not sent
 */
record Disaggregation(
        List<Dimension> by,
        Map<SortedMap<Dimension, String>, Yaml> written,
        Set<SortedMap<Dimension, String>> leftOut) {

    private static final String ANY = "*";
    private static final Disaggregation NONE = new Disaggregation(List.of(), Map.of(), Set.of());

    /** Reads one that several figures share. */
    static Disaggregation shared(Yaml value) {
        var members = value.entries(Set.of("by", "cells", "left_out"));
        return of(members, dimensions(members.need("by")));
    }

    /** Reads the one of a figure. */
    static Disaggregation own(Yaml.Entries figure) {
        var by = figure.get("by");
        var dimensions = by == null ? List.<Dimension>of() : dimensions(by);
        if (!dimensions.isEmpty()) {
            return of(figure, dimensions);
        }
        for (var member : List.of("cells", "left_out")) {
            var groups = figure.get(member);
            if (groups != null) {
                throw groups.wrong("groups are only expected after \"by\"");
            }
        }
        return NONE;
    }

    private static Disaggregation of(Yaml.Entries members, List<Dimension> by) {
        var cells = members.need("cells");
        var written = new LinkedHashMap<SortedMap<Dimension, String>, Yaml>();
        cells.byName().forEach((name, cell) -> {
            for (var group : groups(cell, name, by)) {
                if (group.containsValue(ANY)) {
                    throw cell.wrong("every group that is sent has to be named");
                }
                if (written.put(group, cell) != null) {
                    throw cell.wrong("\"" + String.join("/", group.values()) + "\" is there twice");
                }
            }
        });
        if (written.isEmpty()) {
            throw cells.wrong("at least one cell is needed");
        }
        return new Disaggregation(by, written, leftOut(members.get("left_out"), by, written.keySet()));
    }

    private static Set<SortedMap<Dimension, String>> leftOut(
            @Nullable Yaml list, List<Dimension> by, Set<SortedMap<Dimension, String>> sent) {
        var leftOut = new LinkedHashSet<SortedMap<Dimension, String>>();
        for (var item : list == null ? List.<Yaml>of() : list.items()) {
            for (var group : groups(item, item.text(), by)) {
                group.values().removeIf(ANY::equals);
                if (group.isEmpty()) {
                    throw item.wrong("this would leave out everything");
                }
                if (sent.stream().anyMatch(one -> one.entrySet().containsAll(group.entrySet()))) {
                    throw item.wrong("a group of these is sent");
                }
                leftOut.add(group);
            }
        }
        return leftOut;
    }

    private static List<Dimension> dimensions(Yaml list) {
        var dimensions = new ArrayList<Dimension>();
        for (var item : list.items()) {
            var dimension = Arrays.stream(Dimension.values())
                    .filter(one -> one.word().equals(item.text()))
                    .findAny()
                    .orElseThrow(() -> item.wrong("there is no dimension " + item.text()));
            if (dimensions.contains(dimension)) {
                throw item.wrong(item.text() + " is there twice");
            }
            dimensions.add(dimension);
        }
        return dimensions;
    }

    /** The groups that a name stands for: all combinations of its codes. */
    private static List<SortedMap<Dimension, String>> groups(Yaml at, String name, List<Dimension> by) {
        var places = name.split("/", -1);
        if (places.length != by.size()) {
            throw at.wrong("\"" + name + "\" must name " + by.size() + " groups, separated by slashes");
        }
        List<SortedMap<Dimension, String>> groups = List.of(new TreeMap<>());
        for (int place = 0; place < places.length; place++) {
            var more = new ArrayList<SortedMap<Dimension, String>>();
            for (var code : places[place].split("\\+", -1)) {
                if (code.isBlank()) {
                    throw at.wrong("\"" + name + "\" has an empty place");
                }
                for (var group : groups) {
                    var longer = new TreeMap<>(group);
                    longer.put(by.get(place), code);
                    more.add(longer);
                }
            }
            groups = more;
        }
        return groups;
    }

    /**
     * The cells of a figure.
     *
     * @param element the data element of all of them; null if each cell names its own
     * @param figure where the figure stands, for errors
     */
    Map<SortedMap<Dimension, String>, Cell.Key> cells(@Nullable Yaml element, Uid defaultCombo, Yaml figure) {
        if (by.isEmpty()) {
            if (element == null) {
                throw figure.wrong("\"data_element\" is missing");
            }
            return Map.of(new TreeMap<>(), new Cell.Key(MappingReader.uid(element), defaultCombo));
        }
        var cells = new HashMap<SortedMap<Dimension, String>, Cell.Key>();
        var used = new HashMap<Cell.Key, Yaml>();
        written.forEach((group, cell) -> {
            var key = key(cell, element);
            var other = used.putIfAbsent(key, cell);
            if (other != null && other != cell) {
                throw cell.wrong("two groups go to " + key + "; groups that are to be added are joined by \"+\"");
            }
            cells.put(group, key);
        });
        return cells;
    }

    private static Cell.Key key(Yaml cell, @Nullable Yaml element) {
        var words = cell.text().split("\\.", -1);
        if (element != null && words.length == 1) {
            return new Cell.Key(MappingReader.uid(element), MappingReader.uid(cell));
        }
        if (element == null && words.length == 2 && Uid.isUid(words[0]) && Uid.isUid(words[1])) {
            return new Cell.Key(new Uid(words[0]), new Uid(words[1]));
        }
        throw cell.wrong("a category option combo is expected, or dataElement.combo if no \"data_element\" is given");
    }
}
