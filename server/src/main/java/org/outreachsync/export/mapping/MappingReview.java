package org.outreachsync.export.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.dataset.Item;
import org.outreachsync.export.dhis2.Cell;
import org.outreachsync.export.mapping.Mapping.Part;
import org.outreachsync.export.mapping.Mapping.Rule;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.targets.Area;

/**
 * Holds a mapping against the data sets of its destination, when it is saved: what would stop an export, and what is
 * written and never used. Whether every group has a cell is known when the groups are counted, as in a dry run.
 */
public final class MappingReview {

    private final GroupCodes groups;
    private final List<String> problems = new ArrayList<>();

    private MappingReview(GroupCodes groups) {
        this.groups = groups;
    }

    /**
     * Reviews a mapping.
     *
     * @param sets the data sets of the destination
     * @return what is wrong, in words; empty for nothing
     */
    public static List<String> problems(Mapping mapping, List<DataSet> sets, Catalogue catalogue, CodeLists codes) {
        var review = new MappingReview(new GroupCodes(catalogue, codes));
        review.review(mapping, sets);
        return review.problems.stream().distinct().toList();
    }

    private void review(Mapping mapping, List<DataSet> sets) {
        var byCode = sets.stream().collect(Collectors.toMap(DataSet::code, set -> set));
        mapping.dataSets().keySet().stream()
                .filter(code -> !byCode.containsKey(code))
                .forEach(code -> problems.add("the destination has no data set " + code));
        for (var set : sets) {
            if (!mapping.dataSets().containsKey(set.code())) {
                problems.add("the data set " + set.code() + " has no data set of DHIS2");
            }
            var rules = mapping.rules().stream()
                    .filter(rule -> rule.dataSet().equals(set.code()))
                    .toList();
            set.items().stream()
                    .map(item -> item.definition().code())
                    .filter(code ->
                            rules.stream().noneMatch(rule -> rule.indicator().equals(code)))
                    .forEach(code -> problems.add(set.code() + ": no figure is made of the indicator " + code));
            rules.forEach(rule -> review(rule, set));
        }
        for (int at = 0; at < sets.size(); at++) {
            for (var other : sets.subList(0, at)) {
                checkCells(mapping, other, sets.get(at));
            }
        }
    }

    /** A value of DHIS2 belongs to an element, and not to a data set: two of one period overwrite each other. */
    private void checkCells(Mapping mapping, DataSet one, DataSet other) {
        var form = mapping.dataSets().get(one.code());
        var otherForm = mapping.dataSets().get(other.code());
        if (form == null
                || otherForm == null
                || !form.attributeOptionCombo().equals(otherForm.attributeOptionCombo())
                || one.frequency() != other.frequency()
                || isElsewhere(one, other)) {
            return;
        }
        var taken = cells(mapping, one);
        for (var cell : cells(mapping, other)) {
            if (taken.contains(cell)) {
                problems.add("figures of " + one.code() + " and of " + other.code() + " go to the cell " + cell);
            }
        }
    }

    private static Set<Cell.Key> cells(Mapping mapping, DataSet set) {
        return mapping.rules().stream()
                .filter(rule -> rule.dataSet().equals(set.code()))
                .flatMap(rule -> rule.cells().values().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether no area can be in both. */
    private static boolean isElsewhere(DataSet one, DataSet other) {
        if (one.levels().stream().noneMatch(other.levels()::contains)) {
            return true;
        }
        var sites = one.coverage().sites();
        var otherSites = other.coverage().sites();
        boolean areSites = one.levels().equals(Set.of(Area.Level.SITE));
        return areSites && sites != null && otherSites != null && Collections.disjoint(sites, otherSites);
    }

    private void review(Rule rule, DataSet set) {
        var item = set.items().stream()
                .filter(one -> one.definition().code().equals(rule.indicator()))
                .findAny();
        if (item.isEmpty()) {
            problems.add(set.code() + ": the data set has no indicator " + rule.indicator());
            return;
        }
        var name = set.code() + ": " + rule.indicator();
        if (rule.part() == Part.DENOMINATOR && item.get().definition().denominator() == null) {
            problems.add(name + " has no denominator");
        }
        if (!rule.by().isEmpty() && !item.get().breakdowns().contains(rule.by())) {
            problems.add(name + " is not broken down by "
                    + rule.by().stream().map(Dimension::word).collect(Collectors.joining(" and ")));
            return;
        }
        rule.cells().keySet().forEach(group -> checkCodes(group, item.get(), name));
        rule.leftOut().forEach(group -> checkCodes(group, item.get(), name));
    }

    private void checkCodes(SortedMap<Dimension, String> group, Item item, String name) {
        group.forEach((dimension, code) -> {
            var known = groups.of(dimension, item);
            if (!known.isEmpty() && !known.contains(code)) {
                problems.add(name + ": there is no " + dimension.word() + " " + code);
            }
        });
    }
}
