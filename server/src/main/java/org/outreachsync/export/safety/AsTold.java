package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Told;

/**
 * Which figures are as they were told before. This is decided by what recipients were told alone, and never by what was
 * counted: whether the mark is there then says nothing about a change that is not told.
 */
final class AsTold {

    private final Map<Integer, List<Earlier>> before = new HashMap<>();
    private Set<String> current = Set.of();

    /** Nothing came in since the states of these names. */
    void current(Set<String> states) {
        current = Set.copyOf(states);
    }

    /** Notes what recipients were told of a count; call it in the order in which they were. */
    void note(int count, Earlier earlier) {
        if (!earlier.isSilent() && !(earlier.told() instanceof Told.LeftOut)) {
            before.computeIfAbsent(count, unseen -> new ArrayList<>()).add(earlier);
        }
    }

    /**
     * Whether a figure is the one that was told last, to this recipient or to any, and was first told when other
     * records were there.
     */
    boolean is(int count, Told now) {
        var all = before.getOrDefault(count, List.of());
        return !(now instanceof Told.LeftOut) && (isOld(all, now, one -> true) || isOld(all, now, Earlier::isOwn));
    }

    private boolean isOld(List<Earlier> all, Told now, Predicate<Earlier> kind) {
        @Nullable Earlier first = null;
        for (var one : all.reversed()) {
            if (kind.test(one)) {
                if (!agree(one.told(), now)) {
                    break;
                }
                first = one;
            }
        }
        return first != null && !current.contains(first.state());
    }

    /** Whether both can be told of the same count, by policies that may differ. */
    private static boolean agree(Told one, Told other) {
        var range = one.range();
        return range.least() <= other.range().most() && other.range().least() <= range.most();
    }
}
