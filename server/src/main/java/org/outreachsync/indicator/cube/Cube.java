package org.outreachsync.indicator.cube;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.outreachsync.indicator.cell.Cell;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.indicator.cell.CellStore.Month;
import org.outreachsync.indicator.cell.CellWatermarks;
import org.outreachsync.indicator.cell.CellWatermarks.Marks;
import org.outreachsync.indicator.cell.CellWatermarks.Progress;
import org.outreachsync.indicator.person.Persons;

/**
 * The months of all sites in memory, and what is known of their persons. Before a question it asks the store, in one
 * go, how far each site has come, and reads the months that changed, whichever server counted them.
 */
public final class Cube {

    private final CellStore cells;
    private final Persons persons;
    private final CellWatermarks watermarks;
    private final String fingerprint;
    private final Consumer<String> behind;
    private final MonthReads reads;
    private final NumberedPersons numbered;
    private final Memory memory = new Memory();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Site> sites = new HashMap<>();
    private final TreeMap<Integer, Integer> sitesByMonth = new TreeMap<>();
    private final ProgrammeMonths everywhere = new ProgrammeMonths(
            () -> sites.values().stream().map(site -> site.months).toList());
    private final SiteMonths noMonths = new SiteMonths();
    private final People people = new People();
    private long repairsKnown;
    private boolean isPrepared;

    /**
     * What is in memory of a site: all up to one place, and nothing beyond another, which is the same unless somebody
     * was counting.
     */
    private static final class Site {
        private final SiteMonths months = new SiteMonths();
        private long loadedTo;
        private long reach;
    }

    /**
     * Over these cells.
     *
     * @param fingerprint of the catalogue by which they are counted
     * @param behind told of each site that a question finds not counted up to its records; must return at once
     */
    public Cube(
            CellStore cells, Persons persons, CellWatermarks watermarks, String fingerprint, Consumer<String> behind) {
        this.cells = cells;
        this.persons = persons;
        this.watermarks = watermarks;
        this.fingerprint = fingerprint;
        this.behind = behind;
        this.numbered = new NumberedPersons(persons);
        this.reads = new MonthReads(cells, watermarks, fingerprint);
    }

    /** Brings sites up to what the store has. */
    public void refresh(Collection<String> codes) {
        refreshed(codes);
    }

    private Progress refreshed(Collection<String> codes) {
        var progress = watermarks.of(fingerprint, codes);
        forgetBefore(progress.repairs());
        learnAllAtFirst();
        progress.marks().forEach((code, mark) -> {
            if (mark.cells() < mark.records()) {
                behind.accept(code);
            }
        });
        reads.load(progress, memory);
        learnKeysOfCircles();
        return progress;
    }

    /** A question to the sites; the answer may not be null. */
    public interface Asking<T> {
        /**
         * Answers, while nothing changes.
         *
         * @param progress how far the months of each site count
         */
        T from(Progress progress);
    }

    /**
     * Brings sites up to what the store has and answers from that. What a recount puts right in between makes it begin
     * again.
     */
    public <T> T ask(Collection<String> codes, Asking<T> question) {
        while (true) {
            var progress = refreshed(codes);
            var answered = read(() -> progress.repairs() == repairsKnown
                    ? Optional.of(question.from(loaded(progress)))
                    : Optional.<T>empty());
            if (answered.isPresent()) {
                return answered.get();
            }
        }
    }

    /** How far the months that are in memory now count: another question may have read on. */
    private Progress loaded(Progress progress) {
        var marks = new HashMap<String, Marks>();
        progress.marks().forEach((code, mark) -> {
            var site = sites.get(code);
            long cells = site == null ? 0 : site.loadedTo;
            marks.put(code, new Marks(Math.max(cells, mark.records()), cells, site == null ? 0 : site.reach));
        });
        return new Progress(marks, progress.repairs());
    }

    /** What a recount has put right is read anew. */
    private void forgetBefore(long repairs) {
        if (read(() -> repairsKnown >= repairs)) {
            return;
        }
        lock.writeLock().lock();
        try {
            if (repairsKnown >= repairs) {
                return;
            }
            sites.values().forEach(site -> people.replace(site.months.clients(), List.of()));
            people.merges().settle();
            sites.clear();
            sitesByMonth.clear();
            everywhere.forgetAll();
            repairsKnown = repairs;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Reading all persons once is quicker than looking up those of every site. */
    private void learnAllAtFirst() {
        if (read(() -> isPrepared)) {
            return;
        }
        var all = persons.numbered(1, Integer.MAX_VALUE);
        lock.writeLock().lock();
        try {
            people.learn(all);
            isPrepared = true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private final class Memory implements MonthReads.Memory {

        @Override
        public boolean isLoaded(String code, Marks mark) {
            return read(() -> {
                var site = sites.get(code);
                return site == null ? mark.cells() == 0 : site.loadedTo >= mark.cells() && site.reach == site.loadedTo;
            });
        }

        @Override
        public long loadedTo(String code) {
            return read(() -> {
                var site = sites.get(code);
                return site == null ? 0L : site.loadedTo;
            });
        }

        @Override
        public void forgetBefore(long repairs) {
            Cube.this.forgetBefore(repairs);
        }

        @Override
        public void take(String code, MonthReads.Read found) {
            Cube.this.take(code, found);
        }
    }

    private void take(String code, MonthReads.Read found) {
        var learned = unknownOf(found.months());
        lock.writeLock().lock();
        try {
            if (found.repairs() != repairsKnown) {
                // Read before a recount put it right, perhaps.
                return;
            }
            people.learn(learned);
            var site = sites.computeIfAbsent(code, unseen -> new Site());
            if (found.upTo() >= site.loadedTo) {
                found.months().forEach(month -> take(site, month));
                boolean isBeside = found.upTo() == site.loadedTo && found.reach() > found.upTo();
                site.reach = isBeside ? Math.max(site.reach, found.reach()) : found.reach();
                site.loadedTo = found.upTo();
            }
            people.merges().settle();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void learnKeysOfCircles() {
        var numbers = new BitSet();
        read(() -> people.merges().keysWanted()).forEach(numbers::set);
        if (numbers.isEmpty()) {
            return;
        }
        var found = numbered.find(numbers);
        lock.writeLock().lock();
        try {
            people.learnKeys(found);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void take(Site site, Month month) {
        int number = ByMonth.number(month.month());
        var before = site.months.get(number);
        if (before == null || before.asOf() < month.asOf()) {
            people.replace(
                    before == null ? List.of() : before.cell().clients(),
                    month.cell().clients());
            site.months.put(month);
            everywhere.forget(number);
            if (before == null) {
                sitesByMonth.merge(number, 1, Integer::sum);
            }
        }
    }

    private List<Persons.Person> unknownOf(List<Month> months) {
        var mentioned = new BitSet();
        for (var month : months) {
            month.cell().persons().values().forEach(column -> column.addTo(mentioned));
            month.cell().clients().forEach(client -> {
                mentioned.set(client.person());
                if (client.mergedInto() != 0) {
                    mentioned.set(client.mergedInto());
                }
            });
        }
        return numbered.find(read(() -> people.unknownOf(mentioned)));
    }

    /** Answers while nothing changes. What it hands out is not used after. */
    public <T> T read(Supplier<T> question) {
        lock.readLock().lock();
        try {
            return question.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** What is known of persons; only within {@link #read}. */
    public People people() {
        return people;
    }

    /** The months of a site; only within {@link #read}. */
    public SiteMonths site(String code) {
        var site = sites.get(code);
        return site == null ? noMonths : site.months;
    }

    /** How many sites have a month; only within {@link #read}. */
    int sitesWith(int month) {
        return sitesByMonth.getOrDefault(month, 0);
    }

    /** The first month that a site has; only within {@link #read}. */
    int firstMonth() {
        return sitesByMonth.isEmpty() ? Integer.MAX_VALUE : sitesByMonth.firstKey();
    }

    /** The last month that a site has; only within {@link #read}. */
    int lastMonth() {
        return sitesByMonth.isEmpty() ? Integer.MIN_VALUE : sitesByMonth.lastKey();
    }

    /** The months of all sites together; only within {@link #read}. */
    public ProgrammeMonths everywhere() {
        return everywhere;
    }

    /** The packed breakdowns of sums by their numbers; only within {@link #read}. */
    public long[] breakdowns() {
        return cells.breakdowns().all();
    }

    /** The cells of single days, from the store. */
    public Map<Long, Cell> days(String code, long from, long to) {
        return cells.ofDays(code, from, to);
    }
}
