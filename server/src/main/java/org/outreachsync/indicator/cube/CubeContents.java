package org.outreachsync.indicator.cube;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.outreachsync.indicator.cell.CellStore.Month;
import org.outreachsync.indicator.cell.CellWatermarks.Counted;
import org.outreachsync.indicator.cell.CellWatermarks.Marks;
import org.outreachsync.indicator.cell.CellWatermarks.Progress;
import org.outreachsync.indicator.person.Persons;

/** The months in memory, by site, and their persons. Not thread-safe; {@link Cube} guards it. */
final class CubeContents {

    private final Map<String, Site> sites = new HashMap<>();
    private final TreeMap<Integer, Integer> sitesByMonth = new TreeMap<>();
    private final ProgrammeMonths everywhere = new ProgrammeMonths(
            () -> sites.values().stream().map(site -> site.months).toList());
    private final SiteMonths noMonths = new SiteMonths();
    private final People people = new People();
    private long repairs;

    /**
     * How far a site's months in memory count: everything up to one seq, and nothing beyond another. The two are equal
     * unless the site was being counted while the months were read.
     */
    private static final class Site {
        private final SiteMonths months = new SiteMonths();
        private long loadedTo;
        private long reach;
    }

    /** The number of repairs by recounts before these months were read. */
    long repairs() {
        return repairs;
    }

    /** Drops months that were read before a recount repaired cells. */
    void forgetBefore(long newRepairs) {
        if (repairs >= newRepairs) {
            return;
        }
        sites.values().forEach(site -> people.replace(site.months.clients(), List.of()));
        people.merges().settle();
        sites.clear();
        sitesByMonth.clear();
        everywhere.forgetAll();
        repairs = newRepairs;
    }

    /** Whether all counted months of a site are in memory. */
    boolean isLoaded(String code, Counted mark) {
        var site = sites.get(code);
        return site == null ? mark.cells() == 0 : site.loadedTo >= mark.cells() && site.reach == site.loadedTo;
    }

    /** The seq up to which a site's months were read; 0 for none. */
    long loadedTo(String code) {
        var site = sites.get(code);
        return site == null ? 0 : site.loadedTo;
    }

    /** How far the months in memory count; another question may have read further. */
    Progress<Marks> progress(Progress<Counted> ofStore) {
        var marks = new HashMap<String, Marks>();
        ofStore.marks().forEach((code, mark) -> {
            var site = sites.get(code);
            long cells = site == null ? 0 : site.loadedTo;
            marks.put(code, new Marks(Math.max(cells, mark.records()), cells, site == null ? 0 : site.reach));
        });
        return new Progress<>(marks, ofStore.repairs());
    }

    /**
     * Adds months of a site, unless a recount may have repaired cells since they were read.
     *
     * @param learned their persons who were unknown before
     */
    void take(String code, MonthReads.Read found, Collection<Persons.Person> learned) {
        if (found.repairs() != repairs) {
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

    People people() {
        return people;
    }

    ProgrammeMonths everywhere() {
        return everywhere;
    }

    SiteMonths site(String code) {
        var site = sites.get(code);
        return site == null ? noMonths : site.months;
    }

    /** The number of sites that have a month, by the number of the month. */
    NavigableMap<Integer, Integer> sitesByMonth() {
        return sitesByMonth;
    }
}
