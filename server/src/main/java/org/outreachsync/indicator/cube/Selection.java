package org.outreachsync.indicator.cube;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.cell.PersonColumn;
import org.outreachsync.indicator.question.Stretch;

/** The sites, days and funding source of a question. Used within one {@link Cube#read}. Not thread-safe. */
public final class Selection {

    private final Cube cube;
    private final List<Stretch> stretches;
    private final int project;
    private @Nullable Cut cut;

    /**
     * Of a cube.
     *
     * @param project the number of the funding source, or {@link PersonColumn#ALL_PROJECTS}
     */
    public Selection(Cube cube, List<Stretch> stretches, int project) {
        this(cube, stretches, project, null);
    }

    private Selection(Cube cube, List<Stretch> stretches, int project, @Nullable Cut cut) {
        this.cube = cube;
        this.stretches = List.copyOf(stretches);
        this.project = project;
        this.cut = cut;
    }

    /** A stretch as numbers. Its first and last month may be partial. */
    private record Part(SiteMonths site, int firstMonth, int lastMonth, long from, long to) {}

    /**
     * The prepared stretches.
     *
     * @param everywhere the months that are selected completely, for all sites that have them
     */
    private record Cut(List<Part> parts, BitSet everywhere) {}

    public List<Stretch> stretches() {
        return stretches;
    }

    /** Whether another selection is the same. */
    public boolean isSameAs(Selection other) {
        return project == other.project && stretches.equals(other.stretches);
    }

    public Selection of(List<Stretch> part) {
        return new Selection(cube, part, project);
    }

    public Selection of(int funding) {
        return new Selection(cube, stretches, funding, cut());
    }

    public Selection within(LocalDate from, LocalDate to) {
        return of(stretches.stream()
                .map(stretch -> stretch.within(from, to))
                .filter(Objects::nonNull)
                .toList());
    }

    /** These sites over other days. */
    public Selection over(LocalDate from, LocalDate to) {
        return of(stretches.stream()
                .map(Stretch::site)
                .distinct()
                .map(site -> new Stretch(site, from, to))
                .toList());
    }

    /** Those of its sites that ever counted sums of a measure. */
    public Selection withSumsOf(String measure) {
        return of(stretches.stream()
                .filter(stretch -> !cube.site(stretch.site()).sums(measure).isEmpty())
                .toList());
    }

    /** The persons of a measure, under the numbers of their records. The caller may change the set. */
    public BitSet persons(String measure) {
        boolean isAllProjects = project == PersonColumn.ALL_PROJECTS;
        var together = cut().everywhere();
        var words = new long[cube.people().numberMax() / Long.SIZE + 1];
        for (var part : cut().parts()) {
            if (!isAllProjects && !part.site().hasProject(project)) {
                continue;
            }
            part.site().persons(measure).forEach(part.firstMonth(), part.lastMonth(), (month, column) -> {
                if (!isAllProjects || !together.get(month)) {
                    column.addTo(words, project, part.from(), part.to());
                }
            });
        }
        var persons = BitSet.valueOf(words);
        if (isAllProjects) {
            for (int month = together.nextSetBit(0); month >= 0; month = together.nextSetBit(month + 1)) {
                persons.or(cube.everywhere().persons(measure, month));
            }
        }
        return persons;
    }

    /** Visits the persons of a measure by site and day. */
    public void forEachPersons(String measure, PersonColumn.Visitor visitor) {
        for (var part : cut().parts()) {
            part.site()
                    .persons(measure)
                    .forEach(
                            part.firstMonth(),
                            part.lastMonth(),
                            (month, column) -> column.forEach(project, part.from(), part.to(), visitor));
        }
    }

    /** The part of a month. */
    public Selection ofMonth(int month) {
        return within(LocalDate.ofEpochDay(ByMonth.firstDay(month)), LocalDate.ofEpochDay(ByMonth.lastDay(month)));
    }

    /**
     * The months that are selected completely, for all sites that have them and all funding sources. Not to be changed.
     */
    public BitSet wholeMonths() {
        return project == PersonColumn.ALL_PROJECTS ? cut().everywhere() : new BitSet();
    }

    /**
     * Visits the persons of some measures by site and day. A person may be visited more than once on a day.
     *
     * @param without months to leave out
     * @param nextDay is called before the visits of each site and day, which follow one another
     */
    public void forEachDay(List<String> measures, BitSet without, Runnable nextDay, PersonColumn.Visitor visitor) {
        var columns = new ArrayList<PersonColumn>(measures.size());
        var counted = new ArrayList<ByMonth<PersonColumn>>(measures.size());
        for (var part : cut().parts()) {
            counted.clear();
            measures.forEach(measure -> counted.add(part.site().persons(measure)));
            for (int month = part.firstMonth(); month <= part.lastMonth(); month++) {
                if (!without.get(month)) {
                    columns.clear();
                    for (var byMonth : counted) {
                        byMonth.forEach(month, month, (number, column) -> columns.add(column));
                    }
                    PersonColumn.forEachDay(columns, project, part.from(), part.to(), nextDay, visitor);
                }
            }
        }
    }

    /**
     * Like {@link #forEachPersons}, for a measure that may count persons in other months than those of their records.
     */
    public void forEachDated(String measure, PersonColumn.Visitor visitor) {
        for (var part : cut().parts()) {
            part.site().personsEver(measure).forEach(project, part.from(), part.to(), visitor);
        }
    }

    /**
     * Visits every person who was ever in a measure up to a day, at a site that is selected on that day, with their
     * last day; once for each site.
     */
    public void forEachLast(String measure, LocalDate to, PersonDays.Visitor visitor) {
        stretches.stream()
                .filter(stretch -> stretch.within(to, to) != null)
                .map(Stretch::site)
                .distinct()
                .forEach(site -> cube.site(site).personDays(measure, project).forEachLast(to.toEpochDay(), visitor));
    }

    /**
     * Receives a person who was in a measure on a day at the site of a stretch, possibly before or after the stretch.
     */
    public interface StretchVisitor {
        void visit(Stretch stretch, int number, int day);
    }

    /**
     * Visits every person who was ever in a measure up to a day at a site of the selection, with each of their days;
     * for each stretch of the site.
     */
    public void forEachEver(String measure, LocalDate to, StretchVisitor visitor) {
        stretches.forEach(stretch -> cube.site(stretch.site())
                .personDays(measure, project)
                .forEach(to.toEpochDay(), (number, day) -> visitor.visit(stretch, number, day)));
    }

    /** Adds up a measure for all funding sources; the groups must leave out unwanted ones. */
    public void addSums(String measure, long[] sums, int[] groups) {
        var together = cut().everywhere();
        for (int month = together.nextSetBit(0); month >= 0; month = together.nextSetBit(month + 1)) {
            cube.everywhere().sums(measure, month).addTo(sums, groups);
        }
        for (var part : cut().parts()) {
            part.site().sums(measure).forEach(part.firstMonth(), part.lastMonth(), (month, column) -> {
                if (!together.get(month)) {
                    column.addTo(sums, groups, part.from(), part.to());
                }
            });
        }
    }

    /** The funding sources under which the sites ever counted persons. */
    public List<Integer> projects() {
        return stretches.stream()
                .flatMapToInt(stretch -> cube.site(stretch.site()).projects())
                .filter(found -> project == PersonColumn.ALL_PROJECTS || project == found)
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }

    private Cut cut() {
        if (cut == null) {
            cut = prepare();
        }
        return cut;
    }

    private Cut prepare() {
        var parts = new ArrayList<Part>(stretches.size());
        int first = Integer.MAX_VALUE;
        int last = Integer.MIN_VALUE;
        for (var stretch : stretches) {
            var part = new Part(
                    cube.site(stretch.site()),
                    ByMonth.number(stretch.from()),
                    ByMonth.number(stretch.to()),
                    stretch.from().toEpochDay(),
                    stretch.to().toEpochDay());
            parts.add(part);
            first = Math.min(first, part.firstMonth());
            last = Math.max(last, part.lastMonth());
        }
        var everywhere = new BitSet();
        for (int month = Math.max(first, cube.firstMonth()); month <= Math.min(last, cube.lastMonth()); month++) {
            int sites = cube.sitesWith(month);
            // Not worth caching for one site only.
            if (sites > 1 && sites <= parts.size() && sites == wholly(month, parts)) {
                everywhere.set(month);
            }
        }
        return new Cut(parts, everywhere);
    }

    private int wholly(int month, List<Part> parts) {
        int sites = 0;
        for (int at = 0; at < parts.size(); at++) {
            var part = parts.get(at);
            boolean begun = part.firstMonth() < month
                    || (part.firstMonth() == month && stretches.get(at).from().getDayOfMonth() == 1);
            boolean ended = part.lastMonth() > month
                    || (part.lastMonth() == month
                            && isMonthEnd(stretches.get(at).to()));
            sites += begun && ended && part.site().has(month) ? 1 : 0;
        }
        return sites;
    }

    private static boolean isMonthEnd(LocalDate day) {
        return day.plus(1, ChronoUnit.DAYS).getDayOfMonth() == 1;
    }
}
