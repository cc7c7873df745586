package org.outreachsync.export.mapping;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.outreachsync.export.dhis2.Cell;
import org.outreachsync.export.dhis2.MappingCheck;
import org.outreachsync.export.dhis2.Uid;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.targets.Area;

/**
 * Where figures belong in DHIS2.
 *
 * @param version raised by people with each change
 * @param defaultCombo the category option combo of the DHIS2 server that stands for "not disaggregated"
 * @param dataSets the data set of DHIS2 for each data set of the destination, by code
 * @param orgUnits the org units, by area
 * @param rules which figures are sent, and to which cells
 */
public record Mapping(
        int version, Uid defaultCombo, Map<String, Form> dataSets, Map<Area, Uid> orgUnits, List<Rule> rules) {

    public Mapping {
        dataSets = Collections.unmodifiableMap(new LinkedHashMap<>(dataSets));
        orgUnits = Collections.unmodifiableMap(new LinkedHashMap<>(orgUnits));
        rules = List.copyOf(rules);
    }

    /**
     * What it uses of a form of DHIS2 for an export, to be held against the metadata of the server; empty if it has no
     * form for the data set.
     */
    public Optional<MappingCheck.Use> use(ExportTable table) {
        var code = table.head().dataSet();
        return Optional.ofNullable(dataSets.get(code))
                .map(form -> new MappingCheck.Use(
                        form.dataSet(),
                        rules.stream()
                                .filter(rule -> rule.dataSet().equals(code))
                                .flatMap(rule -> rule.cells().values().stream())
                                .collect(Collectors.toSet()),
                        table.lines().stream()
                                .map(line -> orgUnits.get(line.area()))
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet()),
                        form.attributeOptionCombo(),
                        table.head().period()));
    }

    /**
     * A form of DHIS2.
     *
     * @param dataSet the data set of DHIS2
     * @param attributeOptionCombo its attribute option combo
     */
    public record Form(Uid dataSet, Uid attributeOptionCombo) {}

    /** One of the two counts of an indicator. */
    public enum Part {
        NUMERATOR,
        DENOMINATOR
    }

    /**
     * Sends one count of one breakdown of an indicator.
     *
     * @param dataSet the code of the data set of the destination
     * @param indicator the code of the indicator
     * @param part the numerator or the denominator
     * @param by the breakdown; empty if the count is not broken down
     * @param cells the cell of each group. The counts of groups with the same cell are added
     * @param leftOut groups that the form of DHIS2 has no cell for, and that are not sent: every group that has these
     *     codes, whatever its others are
     */
    public record Rule(
            String dataSet,
            String indicator,
            Part part,
            Set<Dimension> by,
            Map<SortedMap<Dimension, String>, Cell.Key> cells,
            Set<SortedMap<Dimension, String>> leftOut) {

        public Rule {
            by = Collections.unmodifiableSet(new TreeSet<>(by));
            var copied = new HashMap<SortedMap<Dimension, String>, Cell.Key>();
            cells.forEach((groups, cell) -> copied.put(Collections.unmodifiableSortedMap(new TreeMap<>(groups)), cell));
            cells = Collections.unmodifiableMap(copied);
            var patterns = new LinkedHashSet<SortedMap<Dimension, String>>();
            leftOut.forEach(groups -> patterns.add(Collections.unmodifiableSortedMap(new TreeMap<>(groups))));
            leftOut = Collections.unmodifiableSet(patterns);
        }

        /** Whether a group is not sent because the form has no cell for it. */
        boolean leavesOut(SortedMap<Dimension, String> groups) {
            return leftOut.stream().anyMatch(codes -> groups.entrySet().containsAll(codes.entrySet()));
        }
    }
}
