package org.outreachsync.targets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All targets and size estimates as they stood at one moment; immutable. A query takes one book, so that its answers fit each other. */
public final class TargetBook {

    private static final int ANY_YEAR = 0;
    static final TargetBook EMPTY = new TargetBook(List.of());

    private final List<Target> entered;
    /** By what they are about but the year, and by year. */
    private final Map<Subject, TreeMap<Integer, Target>> newest = new HashMap<>();

    private TargetBook(List<Target> entered) {
        this.entered = List.copyOf(entered);
        for (var target : entered) {
            newest.computeIfAbsent(target.subject().in(ANY_YEAR), unseen -> new TreeMap<>()).put(target.subject().year(), target);
        }
    }

    TargetBook with(List<Target> later) {
        if (later.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(entered);
        all.addAll(later);
        return new TargetBook(all);
    }

    /** All of them, replaced ones too, in the order in which they were entered. */
    public List<Target> entered() {
        return entered;
    }

    long lastNo() {
        return entered.isEmpty() ? 0 : entered.getLast().no();
    }

    /** Whether a newer one about the same stands in its place. */
    public boolean isReplaced(Target target) {
        var counting = ofItsYear(target.subject());
        return counting == null || counting.no() != target.no();
    }

    /**
     * The figure that counts, or null when nobody entered one. A target counts for its own year; a size estimate until there is one of a later year,
     * so the one found may be of an earlier year than the one asked for.
     */
    public @Nullable Target find(Subject asked) {
        if (asked.kind() == Subject.Kind.TARGET) {
            return ofItsYear(asked);
        }
        var found = years(asked).floorEntry(asked.year());
        return found == null ? null : found.getValue();
    }

    private @Nullable Target ofItsYear(Subject subject) {
        return years(subject).get(subject.year());
    }

    private NavigableMap<Integer, Target> years(Subject subject) {
        var found = newest.get(subject.in(ANY_YEAR));
        return found == null ? Collections.emptyNavigableMap() : found;
    }
}
