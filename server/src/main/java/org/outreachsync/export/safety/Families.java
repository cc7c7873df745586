package org.outreachsync.export.safety;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Relations;

/** Families of cells: cells that no relation connects are in different ones. */
final class Families {

    private final Kin kin;
    private final Membership membership;
    private final Kinds kinds;
    private final Extents extents;
    private final ToldCounts told;
    private final int[] parents;
    private final int[] numberInFamily;
    private final Blocks members;
    private final Blocks relations;
    private @Nullable SamePerson samePerson;

    /**
     * Of these cells.
     *
     * @param membership which counts somebody is in
     * @param kinds which counts of people contain others
     */
    Families(Kin kin, Membership membership, Kinds kinds, Extents extents, ToldCounts told) {
        this.kin = kin;
        this.membership = membership;
        this.kinds = kinds;
        this.extents = extents;
        this.told = told;
        this.parents = IntStream.range(0, kin.count()).toArray();
        this.numberInFamily = new int[parents.length];
        var all = kin.relations();
        for (int relation = 0; relation < all.count(); relation++) {
            int first = kin.place(all.cell(all.start(relation)));
            for (int at = all.start(relation) + 1; at < all.start(relation + 1); at++) {
                join(first, kin.place(all.cell(at)));
            }
        }
        this.members = new Blocks(IntStream.range(0, parents.length).toArray(), this::of);
        for (int family = 0; family < members.count(); family++) {
            int number = 0;
            for (int place : members.cells(family)) {
                numberInFamily[place] = number++;
            }
        }
        this.relations = new Blocks(
                IntStream.range(0, all.count()).toArray(), relation -> of(kin.place(all.cell(all.start(relation)))));
    }

    /** The place that stands for the family of one. */
    private int of(int place) {
        int found = place;
        while (parents[found] != found) {
            parents[found] = parents[parents[found]];
            found = parents[found];
        }
        return found;
    }

    private void join(int one, int other) {
        parents[of(other)] = of(one);
    }

    Kin kin() {
        return kin;
    }

    ToldCounts told() {
        return told;
    }

    /** All of them, by their first cells. */
    Stream<Family> all() {
        return IntStream.range(0, members.count())
                .mapToObj(family -> new Family(
                        this,
                        Arrays.stream(members.cells(family)).map(kin::cell).toArray()));
    }

    /** Made when the first family needs it, because it looks at every cell. */
    SamePerson samePerson() {
        var made = samePerson;
        if (made == null) {
            made = new SamePerson(kin, membership, new Outside(kin, kinds, extents));
            samePerson = made;
        }
        return made;
    }

    /** The relations of a family, with its cells numbered as in it. */
    Relations relations(int[] family) {
        var own = new Relations();
        var all = kin.relations();
        for (int relation : relations.of(of(kin.place(family[0])))) {
            own.add(
                    numbers(all.start(relation), all.middle(relation)),
                    numbers(all.middle(relation), all.start(relation + 1)),
                    all.isEqual(relation));
        }
        return own;
    }

    private int[] numbers(int from, int to) {
        var numbers = new int[to - from];
        for (int at = 0; at < numbers.length; at++) {
            numbers[at] = numberInFamily[kin.place(kin.relations().cell(from + at))];
        }
        return numbers;
    }
}
