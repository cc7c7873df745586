package org.outreachsync.export.build;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.count.CountedTable;
import org.outreachsync.export.count.TableCounter;
import org.outreachsync.export.count.TableCounter.Asked;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.safety.Earlier;
import org.outreachsync.export.safety.SafetyTable;
import org.outreachsync.export.safety.Sensitivities;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.Period;

/** Prepares exports: counts, makes safe and describes them. Writes nothing. */
public final class Preparation {

    private final TableCounter counter;
    private final Sensitivities sensitivities;
    private final Supplier<SafetyTable.Programme> programme;
    private final GroupNames names;
    private final byte[] secret;

    /**
     * Prepares exports of a programme.
     *
     * @param programme where its sites are, as of now
     * @param secret of the programme: the same counts, policy and secret give the same release
     */
    public Preparation(
            TableCounter counter,
            Sensitivities sensitivities,
            Supplier<SafetyTable.Programme> programme,
            GroupNames names,
            byte[] secret) {
        this.counter = counter;
        this.sensitivities = sensitivities;
        this.programme = programme;
        this.names = names;
        this.secret = secret.clone();
    }

    /**
     * An export to prepare.
     *
     * @param set a data set of the destination
     * @param period one of its periods
     * @param revision 1 for the first report of the period
     */
    public record Due(DataSet set, Period period, int revision) {}

    /**
     * What recipients of all destinations know of overlapping periods.
     *
     * @param counts what they were told, in that order
     * @param sets the data sets of which they were told
     * @param states how far each site's log was counted for it, by the names of the states; only of states that were
     *     counted by the present catalogue
     */
    public record Known(List<Earlier> counts, List<Asked> sets, Map<String, SortedMap<String, Long>> states) {

        /** Nothing. */
        public static final Known NOTHING = new Known(List.of(), List.of(), Map.of());

        /** The names of the states in which all sites stood where they stand now. */
        Set<String> current(SortedMap<String, Long> now) {
            return states.entrySet().stream()
                    .filter(state -> state.getValue().entrySet().stream()
                            .allMatch(site -> now.getOrDefault(site.getKey(), site.getValue())
                                    .equals(site.getValue())))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** What came of it. */
    public sealed interface Prepared {

        /**
         * Ready to be written in formats.
         *
         * @param exports one for each export, in order
         * @param counts every count that recipients are told something of
         */
        record Ready(List<Export> exports, List<SafeTables.Count> counts) implements Prepared {}

        /**
         * Refused: what recipients know already tells too much.
         *
         * @param cells the counts that could be worked out, by name
         */
        record Unsafe(List<String> cells) implements Prepared {}

        /**
         * Refused: too many counts are related to be made safe together.
         *
         * @param cells how many are related
         * @param cellsMax how many may be
         */
        record TooLarge(int cells, int cellsMax) implements Prepared {}
    }

    /**
     * An export.
     *
     * @param table what recipients get
     * @param counted the exact figures, with how far the logs are counted
     */
    public record Export(ExportTable table, CountedTable counted) {

        /** How many lines have a figure that is kept back or rounded. */
        public long protectedLines() {
            return table.lines().stream().filter(Line::isProtected).count();
        }

        /** How many lines have a figure that is not told at all. */
        public long leftOutLines() {
            return table.lines().stream().filter(Export::isLeftOut).count();
        }

        private static boolean isLeftOut(Line line) {
            var denominator = line.denominator();
            return line.numerator() instanceof Told.LeftOut
                    || (denominator != null && denominator.told() instanceof Told.LeftOut);
        }
    }

    /**
     * Prepares exports that are due at once, so that they are made safe together.
     *
     * @param known what recipients know of overlapping periods
     * @param now when they are counted
     */
    public Prepared of(Destination destination, List<Due> due, Known known, Instant now) {
        var asked = new ArrayList<Asked>();
        due.forEach(one -> asked.add(new Asked(one.set(), one.period())));
        known.sets().stream().filter(one -> !asked.contains(one)).forEach(asked::add);
        var counted = counter.count(asked);
        var tables = counted.subList(0, due.size());
        var policy = destination.policy();
        var safe = new SafeTables(sensitivities, policy.policy(), policy.raised(), secret)
                .of(
                        tables,
                        counted.subList(due.size(), counted.size()),
                        programme.get(),
                        known.counts(),
                        known.current(counted.getFirst().countedTo()));
        return switch (safe) {
            case SafeTables.Outcome.Unsafe(var cells) -> new Prepared.Unsafe(cells);
            case SafeTables.Outcome.TooLarge(var cells, var cellsMax) -> new Prepared.TooLarge(cells, cellsMax);
            case SafeTables.Outcome.Safe made -> {
                var labels = names.of(made.lines());
                var exports = new ArrayList<Export>();
                for (int at = 0; at < tables.size(); at++) {
                    var head = head(destination, due.get(at), tables.get(at), now);
                    var table =
                            new ExportTable(head, labels, inOrder(made.lines().get(at)));
                    exports.add(new Export(table, tables.get(at)));
                }
                yield new Prepared.Ready(exports, made.counts());
            }
        };
    }

    /** By indicator as counted, then from the whole to its parts: countries, regions, sites, each with its groups. */
    private static List<Line> inOrder(List<Line> counted) {
        var indicators = new HashMap<String, Integer>();
        counted.forEach(line -> indicators.putIfAbsent(line.definition().code(), indicators.size()));
        return counted.stream()
                .sorted(Comparator.<Line>comparingInt(
                                line -> indicators.get(line.definition().code()))
                        .thenComparing(line -> line.area().level(), Comparator.reverseOrder())
                        .thenComparing(line -> line.area().code()))
                .toList();
    }

    private static ExportTable.Head head(Destination destination, Due due, CountedTable table, Instant now) {
        return new ExportTable.Head(
                destination.publisher(),
                destination.code(),
                due.set().code(),
                due.set().title(),
                due.period(),
                due.revision(),
                now,
                table.isProvisional(),
                destination.policy().explanation(),
                destination.language());
    }
}
