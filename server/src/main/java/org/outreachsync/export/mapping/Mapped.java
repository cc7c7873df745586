package org.outreachsync.export.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.outreachsync.export.dhis2.Cell;
import org.outreachsync.export.dhis2.Group;
import org.outreachsync.export.dhis2.Push;
import org.outreachsync.export.dhis2.Uid;

/** An export in terms of DHIS2. */
public sealed interface Mapped {

    /**
     * Every figure has its place.
     *
     * @param pushes what each form is to hold; one for each org unit
     */
    record Complete(List<Push> pushes) implements Mapped {
        public Complete {
            pushes = List.copyOf(pushes);
        }

        /**
         * The same, which also withdraws the figures that earlier files sent and that have no cell here, as after a
         * correction of the mapping. DHIS2 keeps one figure for a cell, whatever form it was sent by: a figure of
         * another form is only withdrawn if no figure here takes its place.
         */
        public Complete withdrawing(List<Push> earlier) {
            var named = new HashSet<Place>();
            pushes.forEach(push -> Place.of(push).forEach(named::add));
            var sentBy = new LinkedHashMap<Place, Group>();
            for (var push : earlier) {
                var wanted = push.wanted();
                if (wanted != null) {
                    wanted.cells().forEach(cell -> sentBy.put(Place.of(push.group(), cell.key()), push.group()));
                }
            }
            var gone = new LinkedHashMap<Group, SortedSet<Cell.Key>>();
            sentBy.forEach((place, group) -> {
                if (!named.contains(place)) {
                    gone.computeIfAbsent(group, unseen -> new TreeSet<>()).add(place.key());
                }
            });
            var all = new ArrayList<Push>();
            for (var push : pushes) {
                var more = gone.remove(push.group());
                all.add(more == null ? push : withdrawing(push, more));
            }
            gone.forEach((group, keys) -> all.add(new Push(group, null, keys)));
            return new Complete(all);
        }

        private static Push withdrawing(Push push, SortedSet<Cell.Key> more) {
            var withdrawn = new TreeSet<>(push.withdrawn());
            withdrawn.addAll(more);
            return new Push(push.group(), push.wanted(), withdrawn);
        }

        /** The same in parts of one form each: one data set of DHIS2 with one attribute option combo. */
        public List<Complete> byForm() {
            var forms = new LinkedHashMap<List<Uid>, List<Push>>();
            pushes.forEach(push -> forms.computeIfAbsent(
                            List.of(push.group().dataSet(), push.group().attributeOptionCombo()),
                            unseen -> new ArrayList<>())
                    .add(push));
            return forms.values().stream().map(Complete::new).toList();
        }

        /** Where DHIS2 keeps a figure of the period. */
        private record Place(Uid orgUnit, Uid attributeOptionCombo, Cell.Key key) {

            static Place of(Group group, Cell.Key key) {
                return new Place(group.orgUnit(), group.attributeOptionCombo(), key);
            }

            /** Those that are named, with a figure or to be withdrawn. */
            static Stream<Place> of(Push push) {
                var wanted = push.wanted();
                return Stream.concat(
                                wanted == null
                                        ? Stream.<Cell.Key>empty()
                                        : wanted.cells().stream().map(Cell::key),
                                push.withdrawn().stream())
                        .map(key -> of(push.group(), key));
            }
        }
    }

    /**
     * Some figures have no place, so nothing may be sent.
     *
     * @param missing what lacks, in words, each once
     */
    record Incomplete(List<String> missing) implements Mapped {
        public Incomplete {
            missing = List.copyOf(missing);
        }
    }
}
