package org.outreachsync.export.count;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.dataset.Item;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.answer.IndicatorAnswer;
import org.outreachsync.indicator.answer.IndicatorAnswer.Row;
import org.outreachsync.indicator.answer.IndicatorService;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.targets.Area;

/**
 * Counts the tables of exports. All lines of a table are exact for the same state of the logs. At first, newer records
 * may be counted between two indicators; if that happens each time, they wait until the whole table is counted.
 */
public final class TableCounter {

    /** How often a table is counted without making newer records wait. */
    private static final int PATIENT_TRIES = 3;

    /** How often tables are counted before they are given up. */
    private static final int TRIES_MAX = 20;

    private final IndicatorService indicators;
    private final Supplier<Collection<String>> programme;

    /**
     * A table to count.
     *
     * @param set the data set
     * @param period one of its periods
     */
    public record Asked(DataSet set, Period period) {}

    /**
     * Counts by asking these indicators.
     *
     * @param programme gives the codes of all sites
     */
    public TableCounter(IndicatorService indicators, Supplier<Collection<String>> programme) {
        this.indicators = indicators;
        this.programme = programme;
    }

    /**
     * Counts tables.
     *
     * @throws RefusedException PARAMETER for a site, region or country that does not exist any more, and for a
     *     breakdown with too many rows; BUSY if counting of records did not pause
     */
    public List<CountedTable> count(List<Asked> asked) {
        var sites = List.copyOf(programme.get());
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            var counts = asked.stream().map(Count::new).toList();
            var state = new State();
            boolean isOneState = tries < PATIENT_TRIES
                    ? counts.stream()
                            .allMatch(count -> count.items().stream()
                                    .allMatch(item ->
                                            indicators.inOneState(sites, asker -> count.add(item, asker, state))))
                    : indicators.inOneState(
                            sites,
                            asker -> counts.stream()
                                    .allMatch(count ->
                                            count.items().stream().allMatch(item -> count.add(item, asker, state))));
            if (isOneState) {
                return counts.stream().map(count -> count.table(state)).toList();
            }
        }
        throw new RefusedException(Code.BUSY, "Records were being counted all the time. Try again.");
    }

    /** How far the logs are counted, which must be the same for all lines. */
    private static final class State {

        private final SortedMap<String, Long> countedTo = new TreeMap<>();

        boolean isSame(IndicatorAnswer answer) {
            var now = new TreeMap<String, Long>();
            for (var site : answer.progress().entrySet()) {
                if (site.getValue().mayReach() != null) {
                    return false;
                }
                now.put(site.getKey(), site.getValue().countedTo());
            }
            now.forEach((site, seq) -> countedTo.putIfAbsent(site, seq));
            for (var site : now.entrySet()) {
                if (!site.getValue().equals(countedTo.get(site.getKey()))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** One try to count a table. */
    private static final class Count {

        private final Asked asked;
        private final List<CountedLine> lines = new ArrayList<>();
        private boolean isProvisional;

        Count(Asked asked) {
            this.asked = asked;
        }

        List<Item> items() {
            return asked.set().items();
        }

        /** Adds the lines of an indicator. Returns false if the state differs from that of the lines before. */
        boolean add(Item item, IndicatorService.Asker asker, State state) {
            var breakdowns = new ArrayList<>(item.breakdowns());
            breakdowns.addFirst(Set.of());
            for (var by : breakdowns) {
                for (var level : asked.set().levels()) {
                    var dimensions = EnumSet.of(Item.dimension(level));
                    dimensions.addAll(by);
                    var answer = asker.answer(
                            item.question(asked.period(), asked.set().coverage(), dimensions));
                    isProvisional |= answer.provisional();
                    if (!state.isSame(answer)) {
                        return false;
                    }
                    answer.rows().forEach(row -> lines.add(line(item, level, row)));
                }
            }
            return true;
        }

        private CountedLine line(Item item, Area.Level level, Row row) {
            var groups = new TreeMap<>(row.labels());
            var code = Objects.requireNonNull(groups.remove(Item.dimension(level)));
            return new CountedLine(
                    item.definition(), item.ageScheme(), new Area(level, code), asked.period(), groups, row.figures());
        }

        CountedTable table(State state) {
            return new CountedTable(asked.set(), asked.period(), lines, state.countedTo, isProvisional);
        }
    }
}
