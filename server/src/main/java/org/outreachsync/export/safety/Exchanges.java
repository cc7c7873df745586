package org.outreachsync.export.safety;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.outreachsync.disclosure.Companions.Person;

/**
 * Guesses who may be counted by a cell in somebody else's place: a person of another group, or at another site of the
 * region. What counts both goes on to count one of them.
 */
final class Exchanges {

    /** The most others in whose place somebody is guessed. */
    private static final int OTHERS_MAX = 16;

    private final SamePerson samePerson;
    private final Kin kin;
    private final Cells cells;
    private final Areas areas;

    /** Between persons that are guessed so. */
    Exchanges(SamePerson samePerson) {
        this.samePerson = samePerson;
        this.kin = samePerson.kin();
        this.cells = kin.cells();
        this.areas = cells.areas();
    }

    /** Somebody whom a cell would count, or would no longer count, in the place of others: a few guesses. */
    List<Person> of(int cell) {
        int one = kin.isBesideKnown(cell) ? kin.partsOfRest(cell)[0] : cell;
        if (kin.isRest(one) || !cells.isPlain(one)) {
            return List.of();
        }
        return samePerson.of(cell).stream()
                .limit(1)
                .flatMap(person -> others(one)
                        .map(samePerson::of)
                        .filter(other -> !other.isEmpty())
                        .map(other -> person.exchangedFor(other.getLast())))
                .filter(person -> person.joined().get(cell) || person.left().get(cell))
                .toList();
    }

    /** Counts of the same of others, the nearest first. */
    private Stream<Integer> others(int one) {
        var breakdown = cells.groups().breakdown(cells.group(one));
        int here = cells.area(one);
        var elsewhere = IntStream.range(0, areas.count())
                .filter(area -> areas.height(area) <= areas.height(here) && !areas.shareASite(area, here))
                .boxed()
                .sorted(Comparator.comparingInt(area -> sizeAround(area, here)));
        return Stream.concat(Stream.of(here), elsewhere)
                .flatMapToInt(area -> Arrays.stream(samePerson.there(cells.subject(one), area)))
                .filter(other -> other != one && cells.value(other) > 0)
                .filter(other -> cells.groups().breakdown(cells.group(other)).equals(breakdown))
                .limit(OTHERS_MAX)
                .boxed();
    }

    /** How large the smallest area is that has both. */
    private int sizeAround(int one, int other) {
        return IntStream.range(0, areas.count())
                .filter(area -> areas.isWithin(one, area) && areas.isWithin(other, area))
                .map(area -> areas.days(area).cardinality())
                .min()
                .orElse(Integer.MAX_VALUE);
    }
}
