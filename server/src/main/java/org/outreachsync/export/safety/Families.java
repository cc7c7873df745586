package org.outreachsync.export.safety;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Relations;

/** Families of cells: cells that no relation connects are in different ones. */
final class Families {

    private final Cells cells;
    private final int[] parents;
    private final int[] numberInFamily;
    private final Relations all;
    private final Blocks members;
    private final Blocks relations;
    private @Nullable SamePerson samePerson;

    Families(Cells cells) {
        this.cells = cells;
        this.parents = IntStream.range(0, cells.count()).toArray();
        this.all = cells.takeRelations();
        for (int relation = 0; relation < all.count(); relation++) {
            int first = all.start(relation);
            for (int at = first + 1; at < all.start(relation + 1); at++) {
                join(all.cell(first), all.cell(at));
            }
        }
        this.members = new Blocks(IntStream.range(0, cells.count()).toArray(), this::of);
        this.numberInFamily = new int[parents.length];
        for (int family = 0; family < members.count(); family++) {
            int[] own = members.cells(family);
            for (int number = 0; number < own.length; number++) {
                numberInFamily[own[number]] = number;
            }
        }
        this.relations =
                new Blocks(IntStream.range(0, all.count()).toArray(), relation -> of(all.cell(all.start(relation))));
    }

    /** The cell that stands for the family of a cell. */
    private int of(int cell) {
        int found = cell;
        while (parents[found] != found) {
            parents[found] = parents[parents[found]];
            found = parents[found];
        }
        return found;
    }

    private void join(int one, int other) {
        parents[of(other)] = of(one);
    }

    /** All of them, by their first cells. */
    List<int[]> all() {
        return IntStream.range(0, members.count()).mapToObj(members::cells).toList();
    }

    /** Made when the first family needs it, because it looks at every cell. */
    synchronized SamePerson samePerson() {
        var made = samePerson;
        if (made == null) {
            made = new SamePerson(cells);
            samePerson = made;
        }
        return made;
    }

    /** The relations of a family, with its cells numbered as in it. */
    Relations relations(int[] family) {
        var own = new Relations();
        for (int relation : relations.of(of(family[0]))) {
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
            numbers[at] = numberInFamily[all.cell(from + at)];
        }
        return numbers;
    }
}
