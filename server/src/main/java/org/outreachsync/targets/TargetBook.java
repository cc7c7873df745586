package org.outreachsync.targets;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.Unit;

/**
 * All targets and size estimates at one moment; immutable. A question uses one book, so that its figures are
 * consistent.
 */
public final class TargetBook {

    private static final Period ANY_PERIOD = Period.ofYear(0);
    static final TargetBook EMPTY = new TargetBook(List.of());

    private final List<Target> entered;
    private final Map<Subject, Target> newest = new HashMap<>();
    /** Size estimates by subject without the year, then by year. */
    private final Map<Subject, TreeMap<Integer, Target>> sizes = new HashMap<>();

    private TargetBook(List<Target> entered) {
        this.entered = List.copyOf(entered);
        for (var target : entered) {
            var subject = target.subject();
            newest.put(subject, target);
            if (subject.kind() == Subject.Kind.SIZE_ESTIMATE) {
                sizes.computeIfAbsent(subject.in(ANY_PERIOD), unseen -> new TreeMap<>())
                        .put(subject.year(), target);
            }
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

    /** All entries, including replaced ones, in the order of entry. */
    public List<Target> entered() {
        return entered;
    }

    long lastNo() {
        return entered.isEmpty() ? 0 : entered.getLast().no();
    }

    /** Whether a newer entry with the same subject replaces it. */
    public boolean isReplaced(Target target) {
        var counting = newest.get(target.subject());
        return counting == null || counting.no() != target.no();
    }

    /**
     * The figure that applies, or null for none. A target applies to its own period only. A size estimate applies until
     * there is one of a later year, so the result may be of an earlier year than the requested one.
     */
    public @Nullable Target find(Subject asked) {
        if (asked.kind() == Subject.Kind.TARGET) {
            return newest.get(asked);
        }
        var found = sizes.getOrDefault(asked.in(ANY_PERIOD), new TreeMap<>()).floorEntry(asked.year());
        return found == null ? null : found.getValue();
    }

    /** The figure for exactly this subject, of no other year or period; null for none. */
    public @Nullable Target exactly(Subject asked) {
        return newest.get(asked);
    }

    /**
     * The targets, all counts, whose periods together make up the requested one without gaps: from the first day on,
     * the longest periods that have a target. Empty if there are none.
     */
    public List<Target> parts(Subject asked) {
        return asked.period().wholeMonths() == 0
                ? List.of()
                : parts(asked, new HashMap<>(), asked.period().from());
    }

    private List<Target> parts(Subject asked, Map<LocalDate, List<Target>> known, LocalDate from) {
        var before = known.get(from);
        if (before != null) {
            return before;
        }
        List<Target> found = List.of();
        for (int months : TargetPeriods.MONTHS) {
            var to = from.plusMonths(months).minusDays(1);
            var first = to.isAfter(asked.period().to()) ? null : newest.get(asked.in(Period.of(from, to)));
            if (found.isEmpty() && first != null && first.amount().unit() == Unit.COUNT) {
                boolean isLast = to.equals(asked.period().to());
                var rest = isLast ? List.<Target>of() : parts(asked, known, to.plusDays(1));
                if (isLast || !rest.isEmpty()) {
                    found = new ArrayList<>(rest);
                    found.addFirst(first);
                }
            }
        }
        known.put(from, found);
        return found;
    }
}
