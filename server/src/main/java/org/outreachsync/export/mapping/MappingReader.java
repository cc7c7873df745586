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
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.DataSetLimits;
import org.outreachsync.export.dhis2.Cell;
import org.outreachsync.export.dhis2.Uid;
import org.outreachsync.export.mapping.Mapping.Form;
import org.outreachsync.export.mapping.Mapping.Part;
import org.outreachsync.export.mapping.Mapping.Rule;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.targets.Area;
import org.outreachsync.yaml.Mistakes;
import org.outreachsync.yaml.Yaml;
import org.outreachsync.yaml.YamlFile;

/** Reads a mapping that a person wrote, in YAML or JSON. */
public final class MappingReader {

    private static final int VERSION_MAX = 1_000_000;

    /** A note is for people. */
    private static final Set<String> FIGURE = Set.of(
            "data_set", "indicator", "count", "by", "data_element", "cells", "left_out", "disaggregation", "note");

    private final Uid defaultCombo;
    private final Map<String, Mistakes.Part<Disaggregation>> disaggregations;

    private MappingReader(Uid defaultCombo, Map<String, Mistakes.Part<Disaggregation>> disaggregations) {
        this.defaultCombo = defaultCombo;
        this.disaggregations = disaggregations;
    }

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
     * Reads a mapping that is a part of a document.
     *
     * @throws org.outreachsync.yaml.YamlException if it is wrong, naming the line and what may stand there
     */
    public static Mapping read(Yaml mapping) {
        var mistakes = new Mistakes();
        var members = mapping.entries(
                Set.of("version", "default_combo", "data_sets", "org_units", "disaggregations", "figures"), mistakes);
        var version = mistakes.read(() -> members.need("version").whole(1, VERSION_MAX));
        var defaultCombo = mistakes.read(() -> uid(members.need("default_combo")));
        var shared = new LinkedHashMap<String, Mistakes.Part<Disaggregation>>();
        var disaggregations = members.get("disaggregations");
        if (disaggregations != null) {
            mistakes.check(() -> disaggregations
                    .byName()
                    .forEach((name, value) -> shared.put(name, mistakes.read(() -> Disaggregation.shared(value)))));
        }
        var forms = mistakes.read(() -> forms(members.need("data_sets"), defaultCombo));
        var units = mistakes.read(() -> orgUnits(members.need("org_units")));
        var rules = mistakes.read(() -> new MappingReader(defaultCombo.get(), shared)
                .rules(members.need("figures"), members.need("data_sets")));
        mistakes.throwIfAny();
        return new Mapping(version.get(), defaultCombo.get(), forms.get(), units.get(), rules.get());
    }

    private static Map<String, Form> forms(Yaml value, Mistakes.Part<Uid> defaultCombo) {
        var forms = new LinkedHashMap<String, Form>();
        var mistakes = new Mistakes();
        value.byName()
                .forEach((code, form) -> mistakes.check(() -> {
                    var members = form.entries(Set.of("data_set", "attribute_option_combo"));
                    var combo = members.get("attribute_option_combo");
                    var dataSet = uid(members.need("data_set"));
                    forms.put(code, new Form(dataSet, combo == null ? defaultCombo.get() : uid(combo)));
                }));
        mistakes.throwIfAny();
        return forms;
    }

    private static Map<Area, Uid> orgUnits(Yaml value) {
        var units = new LinkedHashMap<Area, Uid>();
        var used = new HashSet<Uid>();
        var mistakes = new Mistakes();
        value.byName()
                .forEach((written, unit) -> mistakes.check(() -> {
                    var uid = uid(unit);
                    if (!used.add(uid)) {
                        throw unit.wrong("two areas have the org unit " + uid);
                    }
                    units.put(area(unit, written), uid);
                }));
        mistakes.throwIfAny();
        return units;
    }

    private static Area area(Yaml at, String written) {
        try {
            return Area.of(written);
        } catch (RefusedException notAnArea) {
            throw at.wrong("\"" + written + "\" is no area: " + notAnArea.getMessage());
        }
    }

    private List<Rule> rules(Yaml list, Yaml dataSets) {
        var codes = dataSets.byName().keySet();
        var items = list.items();
        int figuresMax = DataSetLimits.standard().figuresMax();
        if (items.isEmpty() || items.size() > figuresMax) {
            throw list.wrong("1 to " + figuresMax + " figures are expected");
        }
        var rules = new ArrayList<Rule>();
        var taken = new HashMap<String, Taken>();
        var mistakes = new Mistakes();
        for (var item : items) {
            mistakes.check(() -> {
                var rule = rule(item, codes);
                taken.computeIfAbsent(rule.dataSet(), unseen -> new Taken(defaultCombo))
                        .add(item, rule);
                rules.add(rule);
            });
        }
        mistakes.throwIfAny();
        return rules;
    }

    /** The cells of one data set that have a figure. */
    private static final class Taken {

        private final Uid defaultCombo;
        private final Map<Cell.Key, String> cells = new HashMap<>();
        private final Map<Uid, Boolean> plain = new HashMap<>();

        Taken(Uid defaultCombo) {
            this.defaultCombo = defaultCombo;
        }

        void add(Yaml at, Rule rule) {
            for (var key : new HashSet<>(rule.cells().values())) {
                var other = cells.putIfAbsent(key, rule.indicator());
                if (other != null) {
                    throw at.wrong("two figures go to the cell " + key + ": " + other + " and " + rule.indicator());
                }
                boolean isPlain = key.categoryOptionCombo().equals(defaultCombo);
                var before = plain.putIfAbsent(key.dataElement(), isPlain);
                if (before != null && before != isPlain) {
                    throw at.wrong("the data element " + key.dataElement()
                            + " has the default combo in one figure, and others in another");
                }
            }
        }
    }

    private Rule rule(Yaml item, Set<String> dataSets) {
        var members = item.entries(FIGURE);
        var dataSet = members.need("data_set");
        if (!dataSets.contains(dataSet.text())) {
            throw dataSet.wrong("there is no data set " + dataSet.text() + " in \"data_sets\"", dataSets);
        }
        var groups = disaggregation(members);
        return new Rule(
                dataSet.text(),
                members.need("indicator").text(),
                part(members.get("count")),
                Set.copyOf(groups.by()),
                groups.cells(members.get("data_element"), defaultCombo, item),
                groups.leftOut());
    }

    private Disaggregation disaggregation(Yaml.Entries members) {
        var name = members.get("disaggregation");
        if (name == null) {
            return Disaggregation.own(members);
        }
        for (var member : List.of("by", "cells", "left_out")) {
            var other = members.get(member);
            if (other != null) {
                throw other.wrong("a figure has either a \"disaggregation\", or groups of its own");
            }
        }
        var shared = disaggregations.get(name.text());
        if (shared == null) {
            throw name.wrong("there is no disaggregation " + name.text(), disaggregations.keySet());
        }
        return shared.get();
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

    static Uid uid(Yaml value) {
        if (!Uid.isUid(value.text())) {
            throw value.wrong("\"" + value.text() + "\" is no identifier of DHIS2: a letter and ten letters or digits");
        }
        return new Uid(value.text());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
