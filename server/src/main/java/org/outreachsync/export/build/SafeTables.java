package org.outreachsync.export.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Policy;
import org.outreachsync.disclosure.Protection;
import org.outreachsync.disclosure.Release;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.count.CountedLine;
import org.outreachsync.export.count.CountedTable;
import org.outreachsync.export.dataset.Coverage;
import org.outreachsync.export.safety.CellKey;
import org.outreachsync.export.safety.Earlier;
import org.outreachsync.export.safety.SafetyTable;
import org.outreachsync.export.safety.Sensitivities;
import org.outreachsync.export.safety.Sensitivities.Raised;
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
         * @param counts every count that they are told something of, each once, to be known to later exports
         */
        record Safe(List<List<Line>> lines, List<Count> counts) implements Outcome {}

        /**
         * They cannot be made safe, because recipients know too much already.
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
     */
    public record Count(CellKey key, long value, Told told) {

        /** As later exports see it. */
        public Earlier of(String release) {
            return new Earlier(release, key, value, told);
        }
    }

    /**
     * Makes tables safe.
     *
     * @param tables counted for the same state of the logs
     * @param programme where sites are
     * @param earlier what recipients were told of overlapping periods
     */
    public Outcome of(List<CountedTable> tables, SafetyTable.Programme programme, List<Earlier> earlier) {
        var related = new SafetyTable(sensitivities, raised, programme);
        tables.forEach(related::add);
        var told = new HashMap<String, Told>();
        var unsafe = new ArrayList<String>();
        for (var table : related.build(earlier)) {
            switch (new Protection(policy, secret).of(table)) {
                case Release.Safe safe -> told.putAll(safe.told());
                case Release.Unsafe(var cells) -> unsafe.addAll(cells);
                case Release.TooLarge(var cells, var cellsMax) -> {
                    return new Outcome.TooLarge(cells, cellsMax);
                }
            }
        }
        return unsafe.isEmpty() ? new Found(related, told).outcome(tables) : new Outcome.Unsafe(unsafe);
    }

    /** Looks up what is told of each count. */
    private record Found(SafetyTable related, Map<String, Told> told) {

        Outcome outcome(List<CountedTable> tables) {
            var counts = new LinkedHashMap<String, Count>();
            var lines = new ArrayList<List<Line>>();
            for (var table : tables) {
                var coverage = table.set().coverage();
                var own = new ArrayList<Line>();
                for (var line : table.lines()) {
                    var numerator = count(related.numerator(line, coverage), line.numerator(), counts);
                    own.add(line(line, numerator, denominator(line, coverage, counts)));
                }
                lines.add(own);
            }
            return new Outcome.Safe(lines, List.copyOf(counts.values()));
        }

        private static Line line(CountedLine line, @Nullable Told numerator, Line.@Nullable Denominator denominator) {
            return new Line(
                    line.definition(),
                    line.area(),
                    line.period(),
                    line.groups(),
                    numerator,
                    denominator,
                    line.figures().target());
        }

        private Line.@Nullable Denominator denominator(CountedLine line, Coverage coverage, Map<String, Count> counts) {
            var value = line.denominator();
            if (value == null) {
                return null;
            }
            var key = related.denominator(line, coverage);
            var entered = Objects.requireNonNull(line.figures().denominator()).entered();
            return key == null
                    ? new Line.Denominator(new Told.Exact(value), entered)
                    : new Line.Denominator(Objects.requireNonNull(count(key, value, counts)), null);
        }

        private @Nullable Told count(CellKey key, @Nullable Long value, Map<String, Count> counts) {
            if (value == null) {
                return null;
            }
            var name = key.name();
            var is = Objects.requireNonNull(told.get(name), name);
            counts.putIfAbsent(name, new Count(key, value, is));
            return is;
        }
    }
}
