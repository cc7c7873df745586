package org.outreachsync.export.safety;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.outreachsync.disclosure.Cell;
import org.outreachsync.disclosure.Sensitivity;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Operand;

/**
 * What holds between different counts of one area, period and group: a numerator is part of its denominator, and
 * whoever knows both knows how many are left over; a count of some people is at most that of all; sums of several
 * measures.
 */
final class PartRelations {

    private final Cells cells;
    private final Function<Integer, String> sexes;

    private PartRelations(Cells cells, Function<Integer, String> sexes) {
        this.cells = cells;
        this.sexes = sexes;
    }

    /**
     * A numerator and the denominator that it is part of.
     *
     * @param rest which counts of those left over are sensitive
     */
    record Share(CellKey part, CellKey whole, Sensitivity rest) {}

    /**
     * Adds them.
     *
     * @param sexes gives the code of the group of a sex
     */
    static void addTo(Cells cells, Set<Share> shares, Function<Integer, String> sexes) {
        var relations = new PartRelations(cells, sexes);
        shares.forEach(relations::share);
        cells.by(one -> one.key().ofQuantity("")).values().forEach(relations::counts);
    }

    private void share(Share share) {
        var part = share.part().name();
        var whole = share.whole().name();
        boolean isPart =
                !part.equals(whole) && cells.has(part) && cells.has(whole) && cells.value(part) <= cells.value(whole);
        if (isPart) {
            var rest = "rest of " + whole + " without " + part;
            // Where nobody is in the whole, it tells nothing that nobody is left over.
            var sensitivity =
                    cells.value(whole) == 0 ? new Sensitivity(share.rest().below(), false) : share.rest();
            cells.addRest(new Cell(rest, cells.value(whole) - cells.value(part), sensitivity, 0, false), whole, part);
            cells.sum(whole, List.of(part, rest));
        }
    }

    /** Counts of one area, period and group. */
    private void counts(List<Cells.One> block) {
        var byQuantity = new LinkedHashMap<Quantity, Cells.One>();
        block.forEach(one -> byQuantity.put(one.quantity(), one));
        for (var one : block) {
            for (var other : block) {
                if (isLimited(one.quantity(), other.quantity())) {
                    limited(one, other);
                }
            }
            if (one.quantity().operand() instanceof Operand.Sum(var measures) && measures.size() > 1) {
                summed(one, measures, byQuantity);
            }
        }
    }

    /** Whether one counts what the other counts, of fewer people. */
    static boolean isLimited(Quantity one, Quantity other) {
        return one.operand().equals(other.operand())
                && !one.only().equals(other.only())
                && isNarrower(one.only().sexes(), other.only().sexes())
                && isNarrower(one.only().populations(), other.only().populations());
    }

    private static boolean isNarrower(Set<Integer> one, Set<Integer> other) {
        return other.isEmpty() || (!one.isEmpty() && other.containsAll(one));
    }

    private void limited(Cells.One one, Cells.One other) {
        cells.within(List.of(one.name()), other.name());
        boolean isBySexOnly = one.quantity()
                .only()
                .populations()
                .equals(other.quantity().only().populations());
        boolean isSplit = one.key().groups().containsKey(Dimension.SEX);
        if (isBySexOnly && !isSplit) {
            var groups = one.quantity().only().sexes().stream()
                    .sorted()
                    .map(sexes)
                    .distinct()
                    .map(sex -> ofSex(other.key(), sex))
                    .map(CellKey::name)
                    .toList();
            if (groups.stream().allMatch(cells::has)) {
                cells.sum(one.name(), groups);
            }
        }
    }

    private static CellKey ofSex(CellKey key, String sex) {
        var groups = new TreeMap<>(key.groups());
        groups.put(Dimension.SEX, sex);
        return key.of(groups);
    }

    /** A sum of several measures, if some of them are told by themselves. */
    private void summed(Cells.One whole, List<String> measures, Map<Quantity, Cells.One> block) {
        var parts = new HashSet<String>();
        for (var measure : measures) {
            var alone = block.get(Quantity.of(
                    new Operand.Sum(List.of(measure)), whole.quantity().only()));
            if (alone != null) {
                parts.add(alone.name());
            }
        }
        var names = parts.stream().sorted().toList();
        if (names.size() == measures.size()) {
            cells.sum(whole.name(), names);
        } else {
            cells.within(names, whole.name());
        }
    }
}
