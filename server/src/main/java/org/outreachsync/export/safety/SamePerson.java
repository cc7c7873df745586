package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Companions.Person;
import org.outreachsync.indicator.catalogue.Definition.Dimension;

/**
 * Guesses which cells count the same person: those of the areas that they are in, and of their sex, age and other
 * groups. Somebody is guessed whom the smallest area counts in all its breakdowns, so that nowhere a zero must change.
 * It is made only for tables that need it, because it looks at every cell.
 */
final class SamePerson {

    /** The most areas in which somebody is guessed. */
    private static final int AREAS_MAX = 4;

    /** The most persons that are guessed in one area. */
    private static final int PERSONS_MAX = 4;

    private static final int AGE = List.of(Dimension.values()).indexOf(Dimension.AGE);

    private final Kin kin;
    private final Cells cells;
    private final Areas areas;
    private final GroupNumbers groups;
    private final Blocks places;
    private final Blocks byArea;
    private final Blocks rests;
    private final BitSet changes = new BitSet();
    private final Membership membership;
    private final Outside outside;
    private final Map<String, Counted> counted = new HashMap<>();
    /** Of each group, its code in each dimension; null where it has none. */
    private final @Nullable String[][] codes;

    /** Guesses among these cells. */
    SamePerson(Kin kin, Membership membership, Outside outside) {
        this.kin = kin;
        this.outside = outside;
        this.cells = kin.cells();
        this.areas = cells.areas();
        this.groups = cells.groups();
        this.places = kin.by(cell -> Cells.key(cells.subject(cell), cells.area(cell), 0));
        this.byArea = kin.by(cells::area);
        this.rests = new Blocks(kin.rests(), rest -> cells.area(kin.wholeOfRest(rest)));
        this.codes = new String[groups.count()][];
        Arrays.setAll(codes, groups::codes);
        this.membership = membership;
        for (int place = 0; place < kin.count(); place++) {
            int cell = kin.cell(place);
            if (kin.isRest(cell) ? kin.isChange(cell) : !cells.isPlain(cell)) {
                changes.set(cell);
            }
        }
    }

    Kin kin() {
        return kin;
    }

    /** The counts of a subject in an area. */
    int[] there(int subject, int area) {
        return places.of(Cells.key(subject, area, 0));
    }

    private String quantity(int cell) {
        return cells.quantity(cell).name();
    }

    /** The subjects in which somebody is for certain who is in one count, and those in which they may be. */
    private record Counted(BitSet certain, BitSet possible) {}

    private Counted counted(String quantity) {
        var certain = membership.certain(quantity);
        return new Counted(subjects(certain), subjects(membership.possible(certain)));
    }

    /** The subjects of somebody who is there: in what all are who are like them, and in nothing else. */
    private Counted likeSomebody(int one, int area, @Nullable String[] person) {
        var names = new HashSet<>(membership.certain(quantity(one)));
        for (int cell : there(cells.subject(one), area)) {
            if (cells.value(cell) > 0 && agree(codes[cells.group(cell)], person, true)) {
                for (var part : membership.parts(quantity(one))) {
                    int subject = cells.subjects().find(part, cells.subjects().project(cells.subject(one)));
                    int other = subject == Numbering.NONE
                            ? Numbering.NONE
                            : cells.find(Cells.key(subject, area, cells.group(cell)));
                    if (other != Numbering.NONE && cells.value(other) == cells.value(cell)) {
                        names.addAll(membership.certain(part));
                    }
                }
            }
        }
        var in = subjects(names);
        return new Counted(in, in);
    }

    private BitSet subjects(Set<String> quantities) {
        var subjects = cells.subjects();
        return IntStream.range(0, subjects.count())
                .filter(subject ->
                        quantities.contains(subjects.quantity(subject).name()))
                .collect(BitSet::new, BitSet::set, BitSet::or);
    }

    /** Somebody whom a cell would count, or would no longer count: a few guesses, the best first. */
    List<Person> of(int cell) {
        boolean isBesideKnown = kin.isBesideKnown(cell);
        int one = isBesideKnown ? kin.partsOfRest(cell)[0] : kin.isRest(cell) ? kin.wholeOfRest(cell) : cell;
        if (!cells.isPlain(one)) {
            return List.of();
        }
        var found = new ArrayList<Person>();
        boolean isBeside = kin.isBeside(cell) && !isBesideKnown;
        IntPredicate isPossible =
                isBeside ? area -> outside.isPossible(cell, area) : area -> areas.isWithin(area, cells.area(one));
        var where = areasOf(one, isPossible);
        for (boolean isLikeSomebody : new boolean[] {false, true}) {
            for (int area : where) {
                for (var person : persons(one, there(cells.subject(one), area))) {
                    var companions = companions(one, area, person, isBeside ? cell : Numbering.NONE, isLikeSomebody);
                    if (!isBesideKnown) {
                        companions.set(cell);
                    }
                    found.add(new Person(companions, left(companions)));
                }
            }
        }
        return found;
    }

    /** Whoever joins a part of a known count leaves those who are in no part. */
    private BitSet left(BitSet joined) {
        var left = new BitSet();
        for (int rest : kin.rests()) {
            if (kin.isBesideKnown(rest) && joined.get(kin.partsOfRest(rest)[0])) {
                left.set(rest);
            }
        }
        return left;
    }

    /** The smallest areas in that of a cell which count somebody in the same groups. */
    private List<Integer> areasOf(int one, IntPredicate isPossible) {
        return IntStream.range(0, areas.count())
                .filter(isPossible)
                .filter(area -> {
                    int other = cells.find(Cells.key(cells.subject(one), area, cells.group(one)));
                    return other != Numbering.NONE && cells.value(other) > 0;
                })
                .boxed()
                .sorted(Comparator.comparingInt(
                                (Integer area) -> areas.days(area).cardinality())
                        .thenComparing(area -> areas.area(area).toString()))
                .limit(AREAS_MAX)
                .toList();
    }

    /** The groups of people whom all breakdowns count. */
    private List<@Nullable String[]> persons(int one, int[] there) {
        var scheme = groups.ageScheme(cells.group(one));
        var breakdowns = new LinkedHashMap<Integer, List<Integer>>();
        for (int other : there) {
            var others = groups.ageScheme(cells.group(other));
            if (scheme.isEmpty() || others.isEmpty() || others.equals(scheme)) {
                breakdowns
                        .computeIfAbsent(groups.dimensions(cells.group(other)), unseen -> new ArrayList<>())
                        .add(other);
            }
        }
        var finest = breakdowns.entrySet().stream()
                .sorted(Comparator.comparingInt(breakdown -> -Integer.bitCount(breakdown.getKey())))
                .map(Map.Entry::getValue)
                .toList();
        var found = new ArrayList<@Nullable String[]>();
        addPersons(codes[cells.group(one)], finest, found);
        return found;
    }

    private void addPersons(@Nullable String[] person, List<List<Integer>> breakdowns, List<@Nullable String[]> found) {
        if (breakdowns.isEmpty()) {
            if (found.stream().noneMatch(other -> Arrays.equals(other, person))) {
                found.add(person);
            }
            return;
        }
        for (int one : breakdowns.getFirst()) {
            if (cells.value(one) > 0 && agree(codes[cells.group(one)], person, true) && found.size() < PERSONS_MAX) {
                addPersons(both(codes[cells.group(one)], person), breakdowns.subList(1, breakdowns.size()), found);
            }
        }
    }

    private static @Nullable String[] both(@Nullable String[] some, @Nullable String[] others) {
        var both = others.clone();
        for (int dimension = 0; dimension < both.length; dimension++) {
            both[dimension] = some[dimension] == null ? both[dimension] : some[dimension];
        }
        return both;
    }

    private static boolean agree(@Nullable String[] some, @Nullable String[] others, boolean withAge) {
        for (int dimension = 0; dimension < some.length; dimension++) {
            var one = some[dimension];
            var other = others[dimension];
            if (one != null && other != null && (withAge || dimension != AGE) && !one.equals(other)) {
                return false;
            }
        }
        return true;
    }

    /** Whether somebody in the whole is in its rest. */
    private boolean isIn(int rest, Counted in, BitSet found) {
        if (kin.isInAll(rest)) {
            return Arrays.stream(kin.partsOfRest(rest)).allMatch(found::get);
        }
        return kin.isRestOfShare(rest)
                ? !in.certain().get(cells.subject(kin.partOfRest(rest)))
                : Arrays.stream(kin.partsOfRest(rest)).noneMatch(found::get);
    }

    /** @param beside the count of those who are in one cell and not in another one; {@link Numbering#NONE} for none */
    private BitSet companions(int one, int area, @Nullable String[] person, int beside, boolean isLikeSomebody) {
        var in = isLikeSomebody
                ? likeSomebody(one, area, person)
                : counted.computeIfAbsent(quantity(one), this::counted);
        var scheme = groups.ageScheme(cells.group(one));
        var found = (BitSet) changes.clone();
        for (int other = 0; other < areas.count(); other++) {
            if (areas.shareASite(area, other)) {
                for (int cell : byArea.of(other)) {
                    // Ages of another scheme may agree or not.
                    var others = groups.ageScheme(cells.group(cell));
                    boolean withAge = scheme.isEmpty() || others.equals(scheme);
                    boolean isLacking = beside != Numbering.NONE && outside.isLacking(cell, beside);
                    if (!isLacking
                            && in.possible().get(cells.subject(cell))
                            && agree(codes[cells.group(cell)], person, withAge)) {
                        found.set(cell);
                    }
                }
                for (int rest : rests.of(other)) {
                    if (found.get(kin.wholeOfRest(rest)) && isIn(rest, in, found)) {
                        found.set(rest);
                    }
                }
            }
        }
        return found;
    }
}
