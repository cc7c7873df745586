package org.outreachsync.indicator.breakdown;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.outreachsync.indicator.AgeBands;
import org.outreachsync.indicator.breakdown.Group.Label;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Operand.Only;
import org.outreachsync.indicator.cube.Attributes;
import org.outreachsync.indicator.cube.Merges;
import org.outreachsync.indicator.cube.People;
import org.outreachsync.indicator.cube.PersonTally;

/** Counts a set of persons by their attributes. A person is in exactly one group, so the groups add up to the set. */
public final class PersonGroups {

    private static final int AGE_MAX = 150;

    private final List<BitSet> limits = new ArrayList<>();
    private final List<Split> splits = new ArrayList<>();
    private int groups = 1;

    /**
     * Groups for an operand of a question.
     *
     * @param only the people to whom it is limited
     * @param startYear the year in which the period begins; a person's age is the age reached in it
     */
    public PersonGroups(People people, Only only, Labels labels, AgeBands ageBands, int startYear, Set<Dimension> by) {
        var attributes = people.shown();
        var merges = people.merges();
        if (!only.sexes().isEmpty()) {
            limits.add(attributes.ofSexes(only.sexes()));
        }
        if (!only.populations().isEmpty()) {
            limits.add(merges.resolve(attributes.ofPopulations(only.populations())));
        }
        if (by.contains(Dimension.SEX)) {
            split(Dimension.SEX, Attributes.SEX_MAX, labels::sex, attributes::sex);
        }
        if (by.contains(Dimension.AGE)) {
            // The age; the last index stands for an unknown age.
            split(
                    Dimension.AGE,
                    AGE_MAX + 1,
                    age -> labels.ageBand(age > AGE_MAX ? ageBands.unknown() : ageBands.of(startYear - age, startYear)),
                    no -> {
                        int birthYear = attributes.birthYear(no);
                        return birthYear <= 0 || birthYear > startYear
                                ? AGE_MAX + 1
                                : Math.min(startYear - birthYear, AGE_MAX);
                    });
        }
        if (by.contains(Dimension.POPULATION)) {
            split(
                    Dimension.POPULATION,
                    attributes.populationMax(),
                    population -> population == 0 ? Labels.unknown() : labels.code("population", population),
                    no -> firstPopulation(no, attributes, merges));
        }
    }

    /** The first of a person's populations, under any of their numbers. */
    private static int firstPopulation(int no, Attributes attributes, Merges merges) {
        int first = attributes.firstPopulation(no);
        for (int other : merges.mergedInto(no)) {
            int found = attributes.firstPopulation(other);
            first = first == 0 || (found != 0 && found < first) ? found : first;
        }
        return first;
    }

    /**
     * A criterion for grouping persons.
     *
     * @param value the value of a person, by number
     * @param groups the index of the label for each value
     */
    private record Split(Dimension dimension, IntUnaryOperator value, int[] groups, List<Label> labels) {}

    private void split(Dimension dimension, int valueMax, IntFunction<Label> label, IntUnaryOperator value) {
        var labels = new ArrayList<Label>();
        var groupOf = new int[valueMax + 1];
        for (int at = 0; at <= valueMax; at++) {
            var named = label.apply(at);
            if (!labels.contains(named)) {
                labels.add(named);
            }
            groupOf[at] = labels.indexOf(named);
        }
        splits.add(new Split(dimension, value, groupOf, labels));
        groups *= labels.size();
    }

    /** Keeps only persons to whom the operand is limited. Changes and returns the set. */
    public BitSet limited(BitSet numbers) {
        limits.forEach(numbers::and);
        return numbers;
    }

    /** Whether all persons are in one group. */
    public boolean isOne() {
        return splits.isEmpty();
    }

    /** The number of persons of a {@link #limited} set in each group. */
    public Map<Group, Long> count(BitSet numbers, Group within) {
        if (isOne()) {
            int all = numbers.cardinality();
            return all == 0 ? Map.of() : Map.of(within, (long) all);
        }
        return sum(numbers, no -> 1, within);
    }

    /** How often the persons of each group were counted, among those to whom the operand is limited. */
    public Map<Group, Long> count(PersonTally tally, Group within) {
        return sum(limited(tally.persons()), tally::times, within);
    }

    private Map<Group, Long> sum(BitSet numbers, IntUnaryOperator times, Group within) {
        var sums = new long[groups];
        for (int no = numbers.nextSetBit(0); no >= 0; no = numbers.nextSetBit(no + 1)) {
            sums[groupOf(no)] += times.applyAsInt(no);
        }
        var counted = new HashMap<Group, Long>();
        for (int group = 0; group < sums.length; group++) {
            if (sums[group] > 0) {
                counted.put(named(group, within), sums[group]);
            }
        }
        return counted;
    }

    private int groupOf(int no) {
        int group = 0;
        for (var split : splits) {
            group = group * split.labels().size() + split.groups()[split.value().applyAsInt(no)];
        }
        return group;
    }

    private Group named(int group, Group within) {
        int rest = group;
        var named = within;
        for (var split : splits.reversed()) {
            named = named.with(
                    split.dimension(), split.labels().get(rest % split.labels().size()));
            rest /= split.labels().size();
        }
        return named;
    }
}
