package org.outreachsync.export.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.dataset.Item;
import org.outreachsync.export.dhis2.Metadata;
import org.outreachsync.export.dhis2.Uid;
import org.outreachsync.export.mapping.Mapping.Part;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.targets.Area;

/**
 * Drafts a mapping from the metadata of a DHIS2 server: everything whose code there is that of a data set, indicator,
 * group or area here. A denominator is looked for as {@code CODE_D} or {@code CODE_DEN}. A person completes it.
 */
public final class MetadataImport {

    private final Metadata metadata;
    private final GroupCodes codes;
    private final List<String> unmatched = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private MetadataImport(Metadata metadata, GroupCodes codes) {
        this.metadata = metadata;
        this.codes = codes;
    }

    /**
     * A draft.
     *
     * @param mapping a mapping document in YAML
     * @param unmatched what has no match by code, in words
     */
    public record Draft(String mapping, List<String> unmatched) {
        public Draft {
            unmatched = List.copyOf(unmatched);
        }
    }

    /**
     * Drafts a mapping.
     *
     * @param sets the data sets of the destination
     * @param areas the sites, regions and countries that are reported
     */
    public static Draft of(
            Metadata metadata, List<DataSet> sets, Collection<Area> areas, Catalogue catalogue, CodeLists codes) {
        var draft = new MetadataImport(metadata, new GroupCodes(catalogue, codes));
        draft.write(sets, areas);
        return new Draft(draft.text.toString(), draft.unmatched);
    }

    private <T> Optional<T> noted(Optional<T> match, String words) {
        if (match.isEmpty()) {
            unmatched.add(words);
        }
        return match;
    }

    private void write(List<DataSet> sets, Collection<Area> areas) {
        line("version: 1");
        line("default_combo: "
                + noted(metadata.defaultCombo(), "the default combo")
                        .map(Uid::text)
                        .orElse("\"\""));
        var forms = new LinkedHashMap<DataSet, Uid>();
        for (var set : sets) {
            noted(metadata.dataSet(set.code()), "the data set " + set.code()).ifPresent(id -> forms.put(set, id));
        }
        line(forms.isEmpty() ? "data_sets: {}" : "data_sets:");
        forms.forEach((set, id) -> line("  " + MappingText.quoted(set.code()) + ": {data_set: " + id + "}"));
        var units = new LinkedHashMap<Area, Uid>();
        for (var area : areas) {
            noted(metadata.orgUnit(area.code()), "the org unit of " + area).ifPresent(id -> units.put(area, id));
        }
        line(units.isEmpty() ? "org_units: {}" : "org_units:");
        units.forEach((area, id) -> line("  " + MappingText.quoted(area.toString()) + ": " + id));
        var head = text.length();
        forms.forEach((set, id) -> set.items().forEach(item -> figures(set, id, item)));
        text.insert(head, text.length() == head ? "figures: []\n" : "figures:\n");
    }

    private void figures(DataSet set, Uid form, Item item) {
        var code = item.definition().code();
        var numerator = metadata.dataElement(form, Set.of(code, code + "_N", code + "_NUM"));
        noted(numerator, set.code() + ": a data element for " + code)
                .ifPresent(element -> figure(set, item, Part.NUMERATOR, element));
        if (item.definition().denominator() != null) {
            noted(
                            metadata.dataElement(form, Set.of(code + "_D", code + "_DEN")),
                            set.code() + ": a data element for the denominator of " + code)
                    .ifPresent(element -> figure(set, item, Part.DENOMINATOR, element));
        }
    }

    private void figure(DataSet set, Item item, Part part, Uid element) {
        var combos = metadata.combos(element);
        boolean isPlain = combos.stream()
                .anyMatch(combo ->
                        metadata.defaultCombo().filter(combo.id()::equals).isPresent());
        var name = set.code() + ": " + item.definition().code();
        var match = isPlain
                ? Optional.of(new Match(Set.of(), Map.of(), List.of()))
                : noted(
                        item.breakdowns().stream()
                                .map(by -> match(by, item, combos))
                                .filter(one -> !one.cells().isEmpty())
                                .max(Comparator.comparingInt(one -> one.cells().size())),
                        name + ": option combos of the data element " + element + " with the codes of a breakdown");
        match.ifPresent(found -> {
            line("  - data_set: " + MappingText.quoted(set.code()));
            line("    indicator: " + MappingText.quoted(item.definition().code()));
            if (part == Part.DENOMINATOR) {
                line("    count: denominator");
            }
            line("    data_element: " + element);
            if (!found.by().isEmpty()) {
                line("    by: " + found.by().stream().map(Dimension::word).collect(Collectors.joining(", ", "[", "]")));
                line("    cells:");
                found.cells().forEach((group, id) -> line("      " + MappingText.quoted(group) + ": " + id));
            }
            found.without().forEach(group -> unmatched.add(name + ": an option combo of " + element + " for " + group));
        });
    }

    /** How a breakdown fits the combos of an element: the combo of each group, and the groups without one. */
    private record Match(Set<Dimension> by, Map<String, Uid> cells, List<String> without) {}

    private Match match(Set<Dimension> by, Item item, List<Metadata.Combo> combos) {
        var cells = new LinkedHashMap<String, Uid>();
        var without = new ArrayList<String>();
        for (var group : groups(by, item)) {
            var fitting = combos.stream().filter(combo -> fits(group, combo)).toList();
            var written = String.join("/", group.values());
            if (fitting.size() == 1) {
                cells.put(written, fitting.getFirst().id());
            } else {
                without.add(written);
            }
        }
        return new Match(by, cells, without);
    }

    private List<SortedMap<Dimension, String>> groups(Set<Dimension> by, Item item) {
        List<SortedMap<Dimension, String>> groups = List.of(new TreeMap<>());
        for (var dimension : by) {
            var longer = new ArrayList<SortedMap<Dimension, String>>();
            for (var group : groups) {
                for (var code : new TreeSet<>(codes.of(dimension, item))) {
                    var one = new TreeMap<>(group);
                    one.put(dimension, code);
                    longer.add(one);
                }
            }
            groups = longer;
        }
        return groups;
    }

    /** Each code is that of one option, alone or after the name of its dimension, as in {@code SEX_FEMALE}. */
    private static boolean fits(SortedMap<Dimension, String> group, Metadata.Combo combo) {
        if (combo.size() != group.size() || combo.options().size() != group.size()) {
            return false;
        }
        var options = combo.options().stream().map(Metadata::comparable).collect(Collectors.toSet());
        return group.entrySet().stream().allMatch(one -> {
            var code = Metadata.comparable(one.getValue());
            return options.remove(code)
                    || options.remove(Metadata.comparable(one.getKey().word()) + "_" + code);
        });
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
