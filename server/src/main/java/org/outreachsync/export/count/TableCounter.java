package org.outreachsync.export.count;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.outreachsync.export.dataset.Coverage;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.dataset.Item;
import org.outreachsync.export.table.Groups;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.answer.IndicatorAnswer;
import org.outreachsync.indicator.answer.IndicatorAnswer.Row;
import org.outreachsync.indicator.answer.IndicatorService;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.targets.Area;

/**
 * Counts the tables of exports. All lines of a table are exact for the same state of the logs, in which every record is
 * that a tablet had handed in before, to whichever server. At first, newer records may be counted between two
 * indicators; if that happens each time, they wait until the whole table is counted.
 */
public final class TableCounter {

    /** How often a table is counted without making newer records wait. */
    private static final int PATIENT_TRIES = 3;

    /** How often tables are counted before they are given up. */
    private static final int TRIES_MAX = 20;

    /** For so many sites at most, a question is asked at once. */
    private static final int SITES_AT_ONCE = 25;

    private final IndicatorService indicators;
    private final Supplier<Collection<String>> programme;
    private final AllCounted allCounted;
    private final int sitesAtOnce;

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
     * @param countedWithin how long it waits until what was handed in before is counted
     */
    public TableCounter(IndicatorService indicators, Supplier<Collection<String>> programme, Duration countedWithin) {
        this(indicators, programme, countedWithin, SITES_AT_ONCE);
    }

    /** @param sitesAtOnce for how many sites a question is asked at once */
    TableCounter(
            IndicatorService indicators,
            Supplier<Collection<String>> programme,
            Duration countedWithin,
            int sitesAtOnce) {
        this.indicators = indicators;
        this.programme = programme;
        this.allCounted = new AllCounted(indicators, countedWithin);
        this.sitesAtOnce = sitesAtOnce;
    }

    /**
     * Counts tables.
     *
     * @throws RefusedException PARAMETER for a site, region or country that does not exist any more, and for a
     *     breakdown with too many rows; BUSY if records that were handed in before are not counted in time, or if
     *     counting of records did not pause
     */
    public List<CountedTable> count(List<Asked> asked) {
        var sites = List.copyOf(programme.get());
        allCounted.await(sitesOf(asked, sites));
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            var counts = asked.stream()
                    .map(one -> new Count(one, sites, sitesAtOnce))
                    .toList();
            var state = new State();
            boolean isOneState = tries < PATIENT_TRIES
                    ? counts.stream().allMatch(count -> count.add(indicators, state))
                    : indicators.inOneState(sites, asker -> counts.stream().allMatch(count -> count.add(asker, state)));
            if (isOneState) {
                return counts.stream().map(count -> count.table(state)).toList();
            }
        }
        throw new RefusedException(Code.BUSY, "Records were being counted all the time. Try again.");
    }

    private static Set<String> sitesOf(List<Asked> asked, Collection<String> all) {
        var sites = new TreeSet<String>();
        asked.forEach(one ->
                sites.addAll(Objects.requireNonNullElse(one.set().coverage().sites(), all)));
        return sites;
    }

    /** How far the logs are counted, which must be the same for all lines. */
    private static final class State {

        private final SortedMap<String, Long> countedTo = new TreeMap<>();

        synchronized boolean isSame(IndicatorAnswer answer) {
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
        private final Collection<String> programme;
        private final int sitesAtOnce;
        private final List<CountedLine> lines = new ArrayList<>();
        /** Many lines share them. */
        private final Map<Area, Area> areas = new ConcurrentHashMap<>();
        /** Many lines share them. */
        private final Map<Groups, Groups> groups = new ConcurrentHashMap<>();

        private final AtomicBoolean isProvisional = new AtomicBoolean();

        Count(Asked asked, Collection<String> programme, int sitesAtOnce) {
            this.asked = asked;
            this.programme = programme;
            this.sitesAtOnce = sitesAtOnce;
        }

        /**
         * Adds the lines of all indicators, each from one state, on all processors. Returns false if the states differ.
         */
        boolean add(IndicatorService indicators, State state) {
            return add(asked.set().items().parallelStream()
                    .map(item -> indicators.inOneState(programme, asker -> lines(item, asker, state)))
                    .toList());
        }

        /** Adds the lines of all indicators. Returns false if the state differs from that of the lines before. */
        boolean add(IndicatorService.Asker asker, State state) {
            return add(asked.set().items().stream()
                    .map(item -> lines(item, asker, state))
                    .toList());
        }

        private boolean add(List<Optional<List<CountedLine>>> found) {
            found.forEach(some -> some.ifPresent(lines::addAll));
            return found.stream().allMatch(Optional::isPresent);
        }

        /** The lines of an indicator; empty if the state differs from that of the lines before. */
        private Optional<List<CountedLine>> lines(Item item, IndicatorService.Asker asker, State state) {
            var all = new ArrayList<CountedLine>();
            var breakdowns = new ArrayList<>(item.breakdowns());
            breakdowns.addFirst(Set.of());
            for (var by : breakdowns) {
                for (var level : asked.set().levels()) {
                    var dimensions = EnumSet.of(Item.dimension(level));
                    dimensions.addAll(by);
                    var found = new LinkedHashMap<SortedMap<Dimension, String>, List<CountedLine>>();
                    for (var coverage : level == Area.Level.SITE ? someSitesEach() : List.of(coverage())) {
                        var answer = asker.answer(item.question(asked.period(), coverage, dimensions));
                        if (!state.isSame(answer)) {
                            return Optional.empty();
                        }
                        if (answer.provisional()) {
                            isProvisional.set(true);
                        }
                        for (var row : answer.rows()) {
                            var line = line(item, level, row);
                            found.computeIfAbsent(line.groups(), unseen -> new ArrayList<>())
                                    .add(line);
                        }
                    }
                    // By groups, then by area, as if all sites had been asked for at once.
                    found.values().forEach(all::addAll);
                }
            }
            return Optional.of(all);
        }

        private Coverage coverage() {
            return asked.set().coverage();
        }

        /** The coverage, cut so that no answer has too many rows: a site's figures do not depend on other sites. */
        private List<Coverage> someSitesEach() {
            var named = coverage().sites();
            var all = List.copyOf(new TreeSet<>(named == null ? programme : named));
            if (all.size() <= sitesAtOnce) {
                return List.of(coverage());
            }
            var cut = new ArrayList<Coverage>();
            for (int from = 0; from < all.size(); from += sitesAtOnce) {
                var some = all.subList(from, Math.min(from + sitesAtOnce, all.size()));
                cut.add(new Coverage(
                        Set.copyOf(some),
                        coverage().region(),
                        coverage().country(),
                        coverage().project()));
            }
            return cut;
        }

        private CountedLine line(Item item, Area.Level level, Row row) {
            var others = new TreeMap<>(row.labels());
            var code = Objects.requireNonNull(others.remove(Item.dimension(level)));
            var area = areas.computeIfAbsent(new Area(level, code), same -> same);
            var own = groups.computeIfAbsent(Groups.copyOf(others), same -> same);
            var figures = row.figures();
            return new CountedLine(
                    item.definition(),
                    item.ageScheme(),
                    area,
                    asked.period(),
                    own,
                    figures.numerator(),
                    figures.denominator(),
                    figures.target());
        }

        CountedTable table(State state) {
            return new CountedTable(asked.set(), asked.period(), lines, state.countedTo, isProvisional.get());
        }
    }
}
