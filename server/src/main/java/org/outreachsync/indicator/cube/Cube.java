package org.outreachsync.indicator.cube;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.outreachsync.indicator.cell.Cell;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.indicator.cell.CellStore.Month;
import org.outreachsync.indicator.cell.CellWatermarks;
import org.outreachsync.indicator.cell.CellWatermarks.Counted;
import org.outreachsync.indicator.cell.CellWatermarks.Marks;
import org.outreachsync.indicator.cell.CellWatermarks.Progress;
import org.outreachsync.indicator.cell.CountedAhead;
import org.outreachsync.indicator.person.Persons;

/**
 * The months of all sites in memory, and what is known about their persons. Before a question, it reads from the store,
 * in one call, how far each site is, and loads the months that changed, whichever server counted them. What its own
 * server has counted ahead of the store is taken from there.
 */
public final class Cube {

    private final CellStore cells;
    private final Persons persons;
    private final Consumer<String> behind;
    private final MonthReads reads;
    private final NumberedPersons numbered;
    private final Memory memory = new Memory();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final CubeContents contents = new CubeContents();
    private boolean isPrepared;

    /**
     * Over these cells.
     *
     * @param fingerprint of the catalogue by which they are counted
     * @param ahead finds what this server has counted ahead of the store
     * @param behind receives each site whose cells a question finds behind its records; must return immediately
     */
    public Cube(
            CellStore cells,
            Persons persons,
            CellWatermarks watermarks,
            String fingerprint,
            CountedAhead.Finder ahead,
            Consumer<String> behind) {
        this.cells = cells;
        this.persons = persons;
        this.behind = behind;
        this.numbered = new NumberedPersons(persons);
        this.reads = new MonthReads(cells, watermarks, fingerprint, ahead);
    }

    /** Brings sites up to date with the store. */
    public void refresh(Collection<String> codes) {
        refreshed(codes);
    }

    private Progress<Counted> refreshed(Collection<String> codes) {
        var reached = reads.reached(codes);
        var progress = reached.progress();
        forgetBefore(progress.repairs());
        learnAllAtFirst();
        progress.marks().forEach((code, mark) -> {
            if (mark.cells() < mark.records()) {
                behind.accept(code);
            }
        });
        reads.load(reached, memory);
        learnKeysOfCircles();
        return progress;
    }

    /** A question to the cube; the answer must not be null. */
    public interface Asking<T> {
        /**
         * Answers under the read lock.
         *
         * @param progress how far the months of each site are counted
         */
        T from(Progress<Marks> progress);
    }

    /**
     * Brings sites up to date with the store and answers from that. If a recount repairs cells in between, it starts
     * again.
     */
    public <T> T ask(Collection<String> codes, Asking<T> question) {
        while (true) {
            var progress = refreshed(codes);
            var answered = read(() -> progress.repairs() == contents.repairs()
                    ? Optional.of(question.from(contents.progress(progress)))
                    : Optional.<T>empty());
            if (answered.isPresent()) {
                return answered.get();
            }
        }
    }

    /** Drops months that were read before a recount repaired cells. */
    private void forgetBefore(long repairs) {
        if (read(() -> contents.repairs() < repairs)) {
            write(() -> contents.forgetBefore(repairs));
        }
    }

    /** Reads all persons once, which is quicker than looking up those of every site. */
    private void learnAllAtFirst() {
        if (read(() -> isPrepared)) {
            return;
        }
        var all = persons.numbered(1, Integer.MAX_VALUE);
        write(() -> {
            contents.people().learn(all);
            isPrepared = true;
        });
    }

    private final class Memory implements MonthReads.Memory {

        @Override
        public boolean isLoaded(String code, Counted mark) {
            return read(() -> contents.isLoaded(code, mark));
        }

        @Override
        public long loadedTo(String code) {
            return read(() -> contents.loadedTo(code));
        }

        @Override
        public void forgetBefore(long repairs) {
            Cube.this.forgetBefore(repairs);
        }

        @Override
        public void take(String code, MonthReads.Read found) {
            var learned = unknownOf(found.months());
            write(() -> contents.take(code, found, learned));
        }
    }

    private void learnKeysOfCircles() {
        var numbers = new BitSet();
        read(() -> contents.people().merges().keysWanted()).forEach(numbers::set);
        if (!numbers.isEmpty()) {
            var found = numbered.find(numbers);
            write(() -> contents.people().learnKeys(found));
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
        return numbered.find(read(() -> contents.people().unknownOf(mentioned)));
    }

    /** Reads under the read lock. Objects from the cube must not be used afterwards. */
    public <T> T read(Supplier<T> question) {
        lock.readLock().lock();
        try {
            return question.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private void write(Runnable change) {
        lock.writeLock().lock();
        try {
            change.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** The persons; only within {@link #read}. */
    public People people() {
        return contents.people();
    }

    /** The months of a site; only within {@link #read}. */
    public SiteMonths site(String code) {
        return contents.site(code);
    }

    /** The number of sites that have a month; only within {@link #read}. */
    int sitesWith(int month) {
        return contents.sitesByMonth().getOrDefault(month, 0);
    }

    /** The first month of any site; only within {@link #read}. */
    int firstMonth() {
        var months = contents.sitesByMonth();
        return months.isEmpty() ? Integer.MAX_VALUE : months.firstKey();
    }

    /** The last month of any site; only within {@link #read}. */
    int lastMonth() {
        var months = contents.sitesByMonth();
        return months.isEmpty() ? Integer.MIN_VALUE : months.lastKey();
    }

    /** The months of all sites together; only within {@link #read}. */
    public ProgrammeMonths everywhere() {
        return contents.everywhere();
    }

    /** The packed breakdowns of sums by their numbers; only within {@link #read}. */
    public long[] breakdowns() {
        return cells.breakdowns().all();
    }

    /** The cells of single days. */
    public Map<Long, Cell> days(String code, long from, long to) {
        return reads.days(code, from, to);
    }
}
