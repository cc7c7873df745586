package org.outreachsync.export.build;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Policy;
import org.outreachsync.disclosure.Protection;
import org.outreachsync.disclosure.Release;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.count.CountedLine;
import org.outreachsync.export.count.CountedTable;
import org.outreachsync.export.safety.CellKey;
import org.outreachsync.export.safety.Earlier;
import org.outreachsync.export.safety.Family;
import org.outreachsync.export.safety.LeftOut;
import org.outreachsync.export.safety.SafetyTable;
import org.outreachsync.export.safety.Sensitivities;
import org.outreachsync.export.safety.Sensitivities.Raised;
import org.outreachsync.export.safety.ToldCounts;
import org.outreachsync.export.table.Line;

/** Makes counted tables safe by the policy of a destination, together. */
public final class SafeTables {

    private final Sensitivities sensitivities;
    private final Policy policy;
    private final Raised raised;
    private final byte[] secret;

    /**
     * By a policy.
     *
     * @param raised the thresholds of the destination
     * @param secret of the programme, for {@link Protection}
     */
    public SafeTables(Sensitivities sensitivities, Policy policy, Raised raised, byte[] secret) {
        this.sensitivities = sensitivities;
        this.policy = policy;
        this.raised = raised;
        this.secret = secret.clone();
    }

    /** What came of it. */
    public sealed interface Outcome {

        /**
         * The tables are safe.
         *
         * @param lines what recipients get, for each table, in the order of its lines
         * @param counts every count that they are told something of, to be known to later exports
         * @param leftOut how many counts are left out, and why
         */
        record Safe(List<List<Line>> lines, List<Count> counts, LeftOut leftOut) implements Outcome {}

        /**
         * Nothing can be told, because recipients know too much already.
         *
         * @param cells the counts that could be worked out, by name
         */
        record Unsafe(List<String> cells) implements Outcome {}

        /**
         * Too many counts are related to be made safe together; smaller data sets, or fewer breakdowns, are needed.
         *
         * @param cells how many are related
         * @param cellsMax how many may be
         */
        record TooLarge(int cells, int cellsMax) implements Outcome {}
    }

    /**
     * A count and what is told of it.
     *
     * @param key which count
     * @param value the exact count
     * @param told what recipients get
     * @param state the state of the logs for which it was counted; empty for that of the export
     */
    public record Count(CellKey key, long value, Told told, String state) {

        /**
         * As later exports see it.
         *
         * @param export the state of the logs for which the export was counted
         * @param isOwn whether they are for the same recipient
         */
        public Earlier of(String export, boolean isOwn) {
            return new Earlier(state.isEmpty() ? export : state, key, value, told, isOwn);
        }
    }

    /**
     * Makes tables safe.
     *
     * @param tables counted for the same state of the logs
     * @param untold what was told before of overlapping periods, counted for the same state
     * @param programme where sites are
     * @param earlier what recipients were told of overlapping periods
     * @param current the names of those of their states since which nothing came in
     */
    public Outcome of(
            List<CountedTable> tables,
            List<CountedTable> untold,
            SafetyTable.Programme programme,
            List<Earlier> earlier,
            Set<String> current) {
        var related = new SafetyTable(sensitivities, raised, programme);
        tables.forEach(related::add);
        untold.forEach(related::addUntold);
        // Families say nothing about each other, so each processor takes another one.
        var refusals = related.build(earlier, current)
                .parallel()
                .map(this::refusal)
                .flatMap(Optional::stream)
                .toList();
        var unsafe = new ArrayList<String>();
        for (var refusal : refusals) {
            switch (refusal) {
                case Release.Unsafe(var cells) -> unsafe.addAll(cells);
                case Release.TooLarge(var cells, var cellsMax) -> {
                    return new Outcome.TooLarge(cells, cellsMax);
                }
                case Release.Safe safe -> throw new AssertionError("not a refusal");
            }
        }
        boolean isNothingTold = !unsafe.isEmpty() && related.counts().isSilent();
        return isNothingTold ? new Outcome.Unsafe(unsafe) : safe(tables, related.counts());
    }

    /**
     * Tells what is safe. If nothing new is, what was told before is repeated, and nothing is said of what was never
     * told: neither adds to what recipients know.
     */
    private Optional<Release> refusal(Family family) {
        var refusal = tell(family);
        if (refusal.isPresent() && family.repeat()) {
            refusal = tell(family);
        }
        if (refusal.isPresent()) {
            family.silence();
        }
        return refusal;
    }

    private Optional<Release> tell(Family family) {
        if (!family.isTold()) {
            return Optional.empty();
        }
        var release = new Protection(policy, secret).of(family.table());
        if (release instanceof Release.Safe safe) {
            family.tell(safe);
            return Optional.empty();
        }
        return Optional.of(release);
    }

    private static Outcome safe(List<CountedTable> tables, ToldCounts told) {
        var lines = new ArrayList<List<Line>>();
        for (int table = 0; table < tables.size(); table++) {
            var counted = tables.get(table).lines();
            var own = new ArrayList<Line>(counted.size());
            for (int line = 0; line < counted.size(); line++) {
                own.add(line(counted.get(line), told, table, line));
            }
            lines.add(own);
        }
        return new Outcome.Safe(lines, new Counts(told), told.leftOut());
    }

    private static Line line(CountedLine line, ToldCounts told, int table, int at) {
        return new Line(
                line.definition(),
                line.area(),
                line.period(),
                line.groups(),
                told.numerator(table, at),
                denominator(line, told.denominator(table, at), told.isDenominatorAsTold(table, at)),
                line.target(),
                told.isNumeratorAsTold(table, at));
    }

    private static Line.@Nullable Denominator denominator(CountedLine line, @Nullable Told told, boolean isAsTold) {
        var value = line.denominator();
        if (value == null) {
            return null;
        }
        var entered = Objects.requireNonNull(line.divisor()).entered();
        return told == null
                ? new Line.Denominator(new Told.Exact(value), entered)
                : new Line.Denominator(told, null, isAsTold);
    }

    /** The counts, each made when it is looked at: an export has hundreds of thousands. */
    private static final class Counts extends AbstractList<Count> implements RandomAccess {

        private final ToldCounts told;
        private final List<Count> repeated = new ArrayList<>();

        Counts(ToldCounts told) {
            this.told = told;
            for (int at = 0; at < told.size(); at++) {
                var before = told.repeats(at);
                if (before != null) {
                    repeated.add(new Count(before.key(), before.value(), before.told(), before.state()));
                }
            }
        }

        @Override
        public int size() {
            return told.counted() + repeated.size();
        }

        @Override
        public Count get(int at) {
            if (at >= told.counted()) {
                return repeated.get(at - told.counted());
            }
            boolean isSilent = at >= told.size() || told.repeats(at) != null;
            return new Count(told.key(at), told.value(at), isSilent ? Earlier.NOTHING : told.told(at), "");
        }
    }
}
