package org.outreachsync.export.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.dhis2.Cell;
import org.outreachsync.export.dhis2.Uid;
import org.outreachsync.export.mapping.Mapping.Form;
import org.outreachsync.export.mapping.Mapping.Part;
import org.outreachsync.export.mapping.Mapping.Rule;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.targets.Area;
import org.outreachsync.yaml.Yaml;
import org.outreachsync.yaml.YamlFile;

/** Reads a mapping that a person wrote, in YAML or JSON. */
public final class MappingReader {

    private static final int VERSION_MAX = 1_000_000;

    private MappingReader() {}

    /**
     * Reads a mapping.
     *
     * @param file the name of the document, for messages
     * @throws org.outreachsync.yaml.YamlException if it is wrong, naming the line and what may stand there
     */
    public static Mapping read(String file, String text) {
        return read(YamlFile.parse(file, text));
    }

    /**
     * Reads a mapping that is part of a document.
     *
     * @throws org.outreachsync.yaml.YamlException if it is wrong, naming the line and what may stand there
     */
    public static Mapping read(Yaml mapping) {
        var members = mapping.entries(Set.of("version", "default_combo", "data_sets", "org_units", "figures"));
        var defaultCombo = uid(members.need("default_combo"));
        return new Mapping(
                members.need("version").whole(1, VERSION_MAX),
                defaultCombo,
                forms(members.need("data_sets"), defaultCombo),
                orgUnits(members.need("org_units")),
                rules(members.need("figures"), defaultCombo));
    }

    private static Map<String, Form> forms(Yaml value, Uid defaultCombo) {
        var forms = new LinkedHashMap<String, Form>();
        value.byName().forEach((code, form) -> {
            var members = form.entries(Set.of("data_set", "attribute_option_combo"));
            var combo = members.get("attribute_option_combo");
            forms.put(code, new Form(uid(members.need("data_set")), combo == null ? defaultCombo : uid(combo)));
        });
        return forms;
    }

    private static Map<Area, Uid> orgUnits(Yaml value) {
        var units = new LinkedHashMap<Area, Uid>();
        var used = new HashSet<Uid>();
        value.byName().forEach((written, unit) -> {
            var uid = uid(unit);
            if (!used.add(uid)) {
                throw unit.wrong("two areas have the org unit " + uid);
            }
            units.put(area(unit, written), uid);
        });
        return units;
    }

    private static Area area(Yaml at, String written) {
        try {
            return Area.of(written);
        } catch (RefusedException notAnArea) {
            throw at.wrong("\"" + written + "\" is no area: " + notAnArea.getMessage());
        }
    }

    private static List<Rule> rules(Yaml list, Uid defaultCombo) {
        var rules = new ArrayList<Rule>();
        for (var item : list.items()) {
            var members = item.entries(Set.of("data_set", "indicator", "count", "by", "data_element", "cells"));
            var element = members.get("data_element");
            var by = dimensions(members.get("by"));
            rules.add(new Rule(
                    members.need("data_set").text(),
                    members.need("indicator").text(),
                    part(members.get("count")),
                    by.isEmpty()
                            ? Map.of(new TreeMap<>(), new Cell.Key(uid(members.need("data_element")), defaultCombo))
                            : cells(members.need("cells"), by, element)));
        }
        return rules;
    }

    private static Part part(@Nullable Yaml value) {
        if (value == null) {
            return Part.NUMERATOR;
        }
        return Arrays.stream(Part.values())
                .filter(part -> lower(part).equals(value.text()))
                .findAny()
                .orElseThrow(() -> value.wrong(
                        "\"" + value.text() + "\" is not expected here", List.of("numerator", "denominator")));
    }

    private static List<Dimension> dimensions(@Nullable Yaml list) {
        var dimensions = new ArrayList<Dimension>();
        for (var item : list == null ? List.<Yaml>of() : list.items()) {
            dimensions.add(Arrays.stream(Dimension.values())
                    .filter(dimension -> dimension.word().equals(item.text()))
                    .findAny()
                    .orElseThrow(() -> item.wrong("there is no dimension " + item.text())));
        }
        return dimensions;
    }

    /** Cells by group: such as {@code FEMALE/AGE_15_19: combo}, or of one group {@code FEMALE: element.combo}. */
    private static Map<SortedMap<Dimension, String>, Cell.Key> cells(
            Yaml value, List<Dimension> by, @Nullable Yaml element) {
        var cells = new HashMap<SortedMap<Dimension, String>, Cell.Key>();
        var used = new HashSet<Cell.Key>();
        value.byName().forEach((written, cell) -> {
            var key = key(cell, element);
            if (!used.add(key)) {
                throw cell.wrong("two groups go to " + key);
            }
            cells.put(groups(cell, written, by), key);
        });
        if (cells.isEmpty()) {
            throw value.wrong("at least one cell is needed");
        }
        return cells;
    }

    private static SortedMap<Dimension, String> groups(Yaml at, String written, List<Dimension> by) {
        var codes = written.split("/", -1);
        if (codes.length != by.size()) {
            throw at.wrong("\"" + written + "\" must name " + by.size() + " groups, separated by slashes");
        }
        var groups = new TreeMap<Dimension, String>();
        for (int dimension = 0; dimension < codes.length; dimension++) {
            groups.put(by.get(dimension), codes[dimension]);
        }
        return groups;
    }

    private static Cell.Key key(Yaml cell, @Nullable Yaml element) {
        var words = cell.text().split("\\.", -1);
        if (element != null && words.length == 1) {
            return new Cell.Key(uid(element), uid(cell));
        }
        if (element == null && words.length == 2 && Uid.isUid(words[0]) && Uid.isUid(words[1])) {
            return new Cell.Key(new Uid(words[0]), new Uid(words[1]));
        }
        throw cell.wrong("a category option combo is expected, or dataElement.combo if no \"data_element\" is given");
    }

    private static Uid uid(Yaml value) {
        if (!Uid.isUid(value.text())) {
            throw value.wrong("\"" + value.text() + "\" is no identifier of DHIS2: a letter and ten letters or digits");
        }
        return new Uid(value.text());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
