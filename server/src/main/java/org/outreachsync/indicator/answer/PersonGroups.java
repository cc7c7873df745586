package org.outreachsync.indicator.answer;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.outreachsync.indicator.AgeBands;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Side.Only;
import org.roaringbitmap.RoaringBitmap;

/** Counts a set of persons by what they are. A person is in exactly one group, so that the groups add up to the set. */
final class PersonGroups {

    private final People people;
    private final Labels labels;
    private final Map<Group.Label, RoaringBitmap> byAge = new TreeMap<>();

    /**
     * For a question.
     *
     * @param startYear the year in which the period begins: a person's age is the one reached in it
     */
    PersonGroups(People people, Labels labels, AgeBands ageBands, int startYear) {
        this.people = people;
        this.labels = labels;
        people.byBirthYear().forEach((birthYear, numbers) -> {
            int band = ageBands.of(birthYear, startYear);
            byAge.computeIfAbsent(labels.ageBand(band), unseen -> new RoaringBitmap()).or(numbers);
        });
    }

    /** Those of a set to whom a side is limited. Changes and returns the set. */
    RoaringBitmap only(RoaringBitmap numbers, Only only) {
        if (!only.sexes().isEmpty()) {
            var wanted = new RoaringBitmap();
            only.sexes().forEach(sex -> wanted.or(people.ofSex(sex)));
            numbers.and(wanted);
        }
        if (!only.populations().isEmpty()) {
            var wanted = new RoaringBitmap();
            only.populations().forEach(population -> wanted.or(people.ofPopulation(population)));
            numbers.and(wanted);
        }
        return numbers;
    }

    /** How many of a set are in each group. */
    Map<Group, Long> count(RoaringBitmap numbers, Group within, Set<Dimension> by) {
        var counts = new HashMap<Group, Long>();
        if (numbers.isEmpty()) {
            return counts;
        }
        bySex(numbers, within, by, (group, part) -> counts.merge(group, part.getLongCardinality(), Long::sum));
        return counts;
    }

    private void bySex(RoaringBitmap numbers, Group within, Set<Dimension> by, BiConsumer<Group, RoaringBitmap> into) {
        if (!by.contains(Dimension.SEX)) {
            byAge(numbers, within, by, into);
            return;
        }
        var rest = numbers.clone();
        for (int sex : labels.sexes()) {
            part(rest, people.ofSex(sex), part -> byAge(part, within.with(Dimension.SEX, labels.sex(sex)), by, into));
        }
        if (!rest.isEmpty()) {
            byAge(rest, within.with(Dimension.SEX, Labels.unknown()), by, into);
        }
    }

    private void byAge(RoaringBitmap numbers, Group within, Set<Dimension> by, BiConsumer<Group, RoaringBitmap> into) {
        if (!by.contains(Dimension.AGE)) {
            byPopulation(numbers, within, by, into);
            return;
        }
        var rest = numbers.clone();
        byAge.forEach((label, ofAge) -> {
            if (!label.equals(Labels.unknown())) {
                part(rest, ofAge, part -> byPopulation(part, within.with(Dimension.AGE, label), by, into));
            }
        });
        if (!rest.isEmpty()) {
            byPopulation(rest, within.with(Dimension.AGE, Labels.unknown()), by, into);
        }
    }

    private void byPopulation(RoaringBitmap numbers, Group within, Set<Dimension> by, BiConsumer<Group, RoaringBitmap> into) {
        if (!by.contains(Dimension.POPULATION)) {
            into.accept(within, numbers);
            return;
        }
        var rest = numbers.clone();
        for (int population : people.populations()) {
            var label = labels.code("population", population);
            part(rest, people.ofPopulation(population), part -> into.accept(within.with(Dimension.POPULATION, label), part));
        }
        if (!rest.isEmpty()) {
            into.accept(within.with(Dimension.POPULATION, Labels.unknown()), rest);
        }
    }

    private static void part(RoaringBitmap rest, RoaringBitmap of, Consumer<RoaringBitmap> into) {
        var part = RoaringBitmap.and(rest, of);
        if (!part.isEmpty()) {
            rest.andNot(part);
            into.accept(part);
        }
    }
}
