package org.outreachsync.indicator.answer;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.outreachsync.indicator.cell.Cell;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.indicator.cell.CellStore.Month;
import org.outreachsync.indicator.person.Persons;
import org.outreachsync.record.Watermarks;
import org.outreachsync.record.Watermarks.Progress;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * The months of all sites in memory, and what is known of their persons. Before a question it asks the store, in one go, how far each site has come,
 * and reads the months that changed, whichever server counted them.
 */
public final class Cube {

    /** Numbers that are looked up in one stretch although not all of it is wanted. */
    private static final int GAP_MAX = 1_000;

    private final CellStore cells;
    private final Persons persons;
    private final Watermarks watermarks;
    private final String fingerprint;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Site> sites = new HashMap<>();
    private final People people = new People();
    private long repairsKnown;
    private boolean isPrepared;

    private static final class Site {
        private final TreeMap<YearMonth, Month> months = new TreeMap<>();
        private long loadedTo;
    }

    /**
     * Over these cells.
     *
     * @param fingerprint of the catalogue by which they are counted
     */
    public Cube(CellStore cells, Persons persons, Watermarks watermarks, String fingerprint) {
        this.cells = cells;
        this.persons = persons;
        this.watermarks = watermarks;
        this.fingerprint = fingerprint;
    }

    /**
     * Brings sites up to what the store has.
     *
     * @return how far each has come: at least so far its months count now
     */
    public Progress refresh(Collection<String> scopes) {
        var progress = watermarks.of(fingerprint, scopes);
        forgetBefore(progress.repairs());
        learnAllAtFirst();
        progress.marks().forEach((scope, mark) -> {
            long loaded = loadedTo(scope);
            if (loaded < mark.cells()) {
                take(scope, cells.monthsSince(scope, loaded + 1), mark.cells());
            }
        });
        return progress;
    }

    /** What a recount has put right is read anew. */
    private void forgetBefore(long repairs) {
        if (read(() -> repairsKnown == repairs)) {
            return;
        }
        lock.writeLock().lock();
        try {
            sites.values().forEach(site -> site.months.values().forEach(month -> people.replace(month.cell().clients(), List.of())));
            sites.clear();
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

    private long loadedTo(String scope) {
        return read(() -> {
            var site = sites.get(scope);
            return site == null ? 0L : site.loadedTo;
        });
    }

    private void take(String scope, List<Month> months, long upTo) {
        var learned = unknownOf(months);
        lock.writeLock().lock();
        try {
            people.learn(learned);
            var site = sites.computeIfAbsent(scope, unseen -> new Site());
            for (var month : months) {
                var before = site.months.get(month.month());
                if (before == null || before.asOf() < month.asOf()) {
                    people.replace(before == null ? List.of() : before.cell().clients(), month.cell().clients());
                    site.months.put(month.month(), month);
                }
            }
            site.loadedTo = Math.max(site.loadedTo, upTo);
            var wanted = people.keysWanted();
            if (!wanted.isEmpty()) {
                var numbers = new RoaringBitmap();
                wanted.forEach(numbers::add);
                people.learn(find(numbers));
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private List<Persons.Person> unknownOf(List<Month> months) {
        var mentioned = new RoaringBitmap();
        for (var month : months) {
            month.cell().persons().values().forEach(mentioned::or);
            month.cell().dated().values().forEach(days -> days.values().forEach(mentioned::or));
            month.cell().clients().forEach(client -> {
                mentioned.add(client.person());
                if (client.mergedInto() != 0) {
                    mentioned.add(client.mergedInto());
                }
            });
        }
        return find(read(() -> people.unknownOf(mentioned)));
    }

    private List<Persons.Person> find(RoaringBitmap numbers) {
        var found = new ArrayList<Persons.Person>();
        PeekableIntIterator at = numbers.getIntIterator();
        while (at.hasNext()) {
            int from = at.next();
            int to = from;
            while (at.hasNext() && at.peekNext() - to <= GAP_MAX) {
                to = at.next();
            }
            persons.numbered(from, to).stream().filter(person -> numbers.contains(person.no())).forEach(found::add);
        }
        return found;
    }

    /** Answers while nothing changes. What it hands out is not used after. */
    <T> T read(Supplier<T> question) {
        lock.readLock().lock();
        try {
            return question.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** What is known of persons; only within {@link #read}. */
    People people() {
        return people;
    }

    /** The months of a site; only within {@link #read}. */
    NavigableMap<YearMonth, Month> months(String scope) {
        var site = sites.get(scope);
        return site == null ? Collections.emptyNavigableMap() : site.months;
    }

    /** The cells of single days, from the store. */
    Map<Long, Cell> days(String scope, long from, long to) {
        return cells.ofDays(scope, from, to);
    }
}
