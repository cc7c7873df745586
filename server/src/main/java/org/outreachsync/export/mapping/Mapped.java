package org.outreachsync.export.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.dhis2.Cell;
import org.outreachsync.export.dhis2.Group;
import org.outreachsync.export.dhis2.Push;

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
         * The same, which also withdraws the figures that earlier files sent to the same form and that have no cell
         * here, as after a correction of the mapping. A file is about one form, so figures of another one stay.
         */
        public Complete withdrawing(List<Push> earlier) {
            var sent = new LinkedHashMap<Group, SortedSet<Cell.Key>>();
            earlier.stream()
                    .map(Push::wanted)
                    .filter(wanted -> wanted != null && isOfTheForm(wanted.group()))
                    .forEach(wanted -> wanted.cells()
                            .forEach(cell -> sent.computeIfAbsent(wanted.group(), unseen -> new TreeSet<>())
                                    .add(cell.key())));
            var all = new ArrayList<Push>();
            pushes.forEach(push -> all.add(withdrawing(push, sent.remove(push.group()))));
            sent.forEach((group, keys) -> all.add(new Push(group, null, keys)));
            return new Complete(all);
        }

        private boolean isOfTheForm(Group group) {
            return pushes.stream()
                    .map(Push::group)
                    .anyMatch(own -> own.dataSet().equals(group.dataSet())
                            && own.attributeOptionCombo().equals(group.attributeOptionCombo()));
        }

        private static Push withdrawing(Push push, @Nullable SortedSet<Cell.Key> sent) {
            if (sent == null) {
                return push;
            }
            var withdrawn = new TreeSet<>(sent);
            withdrawn.addAll(push.withdrawn());
            if (push.wanted() != null) {
                push.wanted().cells().forEach(cell -> withdrawn.remove(cell.key()));
            }
            return new Push(push.group(), push.wanted(), withdrawn);
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
