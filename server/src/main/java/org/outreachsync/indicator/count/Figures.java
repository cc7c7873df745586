package org.outreachsync.indicator.count;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.AgeBands;
import org.outreachsync.indicator.breakdown.BreakdownRows;
import org.outreachsync.indicator.breakdown.Group;
import org.outreachsync.indicator.breakdown.Labels;
import org.outreachsync.indicator.breakdown.PersonGroups;
import org.outreachsync.indicator.breakdown.Slices;
import org.outreachsync.indicator.breakdown.Slices.Slice;
import org.outreachsync.indicator.breakdown.SumGroups;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Operand;
import org.outreachsync.indicator.catalogue.Operand.Only;
import org.outreachsync.indicator.cell.CellCounter;
import org.outreachsync.indicator.cell.PersonColumn;
import org.outreachsync.indicator.cohort.Meetings;
import org.outreachsync.indicator.cohort.PersonSets;
import org.outreachsync.indicator.cohort.PersonTime;
import org.outreachsync.indicator.cube.Cube;
import org.outreachsync.indicator.cube.Selection;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.indicator.question.Places.Place;
import org.outreachsync.indicator.question.Question;
import org.outreachsync.indicator.question.Stretch;
import org.outreachsync.model.codes.CodeLists;

/** Works out the operands of one question, as a whole and by groups. Used within one {@link Cube#read}. */
public final class Figures {

    /** By these every record is in one group, whoever its person is. */
    private static final Set<Dimension> OF_RECORDS = EnumSet.of(
            Dimension.SITE,
            Dimension.REGION,
            Dimension.COUNTRY,
            Dimension.PROVIDER,
            Dimension.MONTH,
            Dimension.PROJECT);

    private final Known known;
    private final Question question;
    private final Selection selection;
    private final PersonSets sets;
    private final EnteredFigures entered;

    /**
     * What all questions are answered from.
     *
     * @param programme all sites
     */
    public record Known(
            Catalogue catalogue,
            CodeLists codes,
            Cube cube,
            Places places,
            Entered entered,
            Collection<String> programme,
            LocalDate today) {}

    public Figures(Known known, Question question) {
        this.known = known;
        this.question = question;
        this.selection = selection();
        var period = question.period();
        this.sets =
                new PersonSets(known.catalogue(), known.cube(), programme(), period.from(), period.to(), known.today());
        this.entered = new EnteredFigures(known, question, selection, programme());
    }

    /** All sites over the days of the question. */
    private Selection programme() {
        var period = question.period();
        var all = known.programme().stream()
                .map(site -> new Stretch(site, period.from(), period.to()))
                .toList();
        return new Selection(known.cube(), all, PersonColumn.ALL_PROJECTS);
    }

    /**
     * One operand.
     *
     * @param total as a whole; null when it was to be entered and was not, or when the period is too short for it
     * @param groups by groups
     * @param source where an entered figure comes from
     * @param sources where the entered figures of groups come from
     * @param contacts the meetings by which its persons were met; null where they were not met by meetings
     */
    public record Worked(
            @Nullable Long total,
            Map<Group, Long> groups,
            Entered.@Nullable Figure source,
            Map<Group, Entered.Figure> sources,
            @Nullable Contacts contacts) {

        static Worked counted(@Nullable Long total, Map<Group, Long> groups, @Nullable Contacts contacts) {
            return new Worked(total, groups, null, Map.of(), contacts);
        }
    }

    /**
     * Meetings: a person at a site on a day, whatever was done.
     *
     * @param total all
     * @param groups by groups
     */
    public record Contacts(long total, Map<Group, Long> groups) {}

    /** The rows of the breakdown. */
    public SortedSet<Group> rows() {
        var slices = new Slices(known.places())
                .of(selection, question.by(), false).stream().map(Slice::group).toList();
        return frame().rows(slices, question.by());
    }

    private BreakdownRows frame() {
        return new BreakdownRows(
                known.catalogue(), known.codes(), labels(), question.definition(), question.period(), selection);
    }

    private Worked bySubstance(Function<Figures, Worked> operand) {
        return new BySubstance(known, question).of(frame().substances().toList(), labels(), operand);
    }

    public Worked numerator() {
        if (question.by().contains(Dimension.SUBSTANCE)) {
            return bySubstance(Figures::numerator);
        }
        return work(question.definition().numerator(), question.definition().numeratorOnly(), true);
    }

    @Nullable
    public Worked denominator() {
        var operand = question.definition().denominator();
        if (operand != null && question.by().contains(Dimension.SUBSTANCE)) {
            return bySubstance(figures -> Objects.requireNonNull(figures.denominator()));
        }
        return operand == null ? null : work(operand, question.definition().denominatorOnly(), false);
    }

    private Worked work(Operand operand, Only only, boolean withContacts) {
        return switch (operand) {
            case Operand.SizeEstimate estimate -> entered.sizeEstimate(estimate.population());
            case Operand.Target target -> entered.denominator(target.indicator());
            case Operand.Sum sum -> {
                var groups = question.by().contains(Dimension.POPULATION)
                        ? byPopulation(sum.measures())
                        : sums(sum.measures(), only, question.by());
                yield Worked.counted(total(groups), groups, null);
            }
            case Operand.Sites sites -> counted(by -> sites(sites, by));
            case Operand.PersonDays days -> counted(by -> personDays(days, only, by));
            case Operand.LevelDays level -> counted(by -> levelDays(level, by));
            case Operand.Persons persons -> persons(persons.people(), only, withContacts);
        };
    }

    /** What was entered as targets for the question and its groups. */
    public EnteredFigures.Goals goals() {
        return entered.goals(question.definition().code());
    }

    private static long total(Map<Group, Long> groups) {
        return groups.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many records came late. */
    public long late() {
        return total(sums(List.of(CellCounter.LATE), Only.EVERYBODY, Set.of()));
    }

    /** How many records of each group came late; null where groups are not of records. */
    @Nullable
    public Map<Group, Long> lateByGroup() {
        return OF_RECORDS.containsAll(question.by())
                ? sums(List.of(CellCounter.LATE), Only.EVERYBODY, question.by())
                : null;
    }

    private Selection selection() {
        var stretches = question.sites().stream()
                .map(site -> new Stretch(
                        site, question.period().from(), question.period().to()))
                .toList();
        var whole = new Selection(known.cube(), stretches, question.project());
        var slices = new Slices(known.places());
        if (!question.region().isEmpty()) {
            whole = slices.at(whole, Place::region, question.region());
        }
        return question.country().isEmpty() ? whole : slices.at(whole, Place::country, question.country());
    }

    private Labels labels() {
        return new Labels(known.codes(), question.ageGroups());
    }

    private Map<Group, Long> sums(List<String> measures, Only only, Set<Dimension> by) {
        var adding = new SumGroups(labels(), known.cube().breakdowns(), only, question.project(), by);
        var elsewhere = new ReportedElsewhere(known.catalogue(), programme());
        var groups = new HashMap<Group, Long>();
        for (var slice : new Slices(known.places()).of(selection, by, false)) {
            adding.add(measures, slice.selection(), slice.group())
                    .forEach((group, value) -> groups.merge(group, value, Long::sum));
            elsewhere.add(adding, measures, slice).forEach((group, value) -> groups.merge(group, value, Long::sum));
        }
        return groups;
    }

    private Map<Group, Long> byPopulation(List<String> measures) {
        var others = EnumSet.copyOf(question.by());
        others.remove(Dimension.POPULATION);
        return new EventsByPopulation(known, question, labels())
                .byPopulation(selection, measures, sums(measures, Only.EVERYBODY, others), others);
    }

    private Worked persons(Operand.People people, Only only, boolean withContacts) {
        if (people instanceof Operand.People.Every every
                && every.days() > question.period().days()) {
            return Worked.counted(null, Map.of(), null);
        }
        var measures = withContacts ? meetings(people) : List.<String>of();
        var slices =
                PersonSlice.of(people, new Slices(known.places()).of(selection, question.by(), true), known, question);
        boolean isOneSlice =
                slices.size() == 1 && slices.getFirst().slice().selection().isSameAs(selection);
        var counted = persons(only, measures, slices, question.by());
        var whole = counted;
        if (!isOneSlice
                && (!people.isUnionOfParts()
                        || (!measures.isEmpty() && question.by().contains(Dimension.PROJECT)))) {
            whole = persons(
                    only, measures, List.of(new PersonSlice(people, new Slice(Group.ALL, selection))), Set.of());
        }
        var contacts = measures.isEmpty() ? null : new Contacts(total(whole.contacts()), counted.contacts());
        return Worked.counted(whole.together(), question.by().isEmpty() ? Map.of() : counted.groups(), contacts);
    }

    /**
     * The measures by whose records people are met; a record that counts on another day than its own is no meeting of
     * that day.
     */
    private List<String> meetings(Operand.People people) {
        var measures = people.meetings();
        return measures.stream()
                        .map(known.catalogue().measures()::get)
                        .anyMatch(measure -> measure != null && measure.isDated())
                ? List.of()
                : measures;
    }

    /**
     * Persons by groups.
     *
     * @param together how many are in any of them; a person may be in several slices
     * @param contacts the meetings by which they were met
     */
    private record Counted(Map<Group, Long> groups, long together, Map<Group, Long> contacts) {}

    private Counted persons(Only only, List<String> measures, List<PersonSlice> cuts, Set<Dimension> by) {
        int startYear = question.period().from().getYear();
        var grouping =
                new PersonGroups(known.cube().people(), only, labels(), new AgeBands(known.codes()), startYear, by);
        var finders = new HashMap<Operand.People, PersonSets.Finder>();
        var meetings = new Meetings(known.cube().people());
        var groups = new HashMap<Group, Long>();
        var contacts = new HashMap<Group, Long>();
        var together = new BitSet();
        for (var cut : cuts) {
            var slice = cut.slice();
            var found = grouping.limited(
                    finders.computeIfAbsent(cut.people(), sets::finder).in(slice.selection()));
            together.or(found);
            grouping.count(found, slice.group()).forEach((group, value) -> groups.merge(group, value, Long::sum));
            if (!measures.isEmpty()) {
                grouping.count(visitor -> meetings.forEach(slice.selection(), measures, found, visitor), slice.group())
                        .forEach((group, value) -> contacts.merge(group, value, Long::sum));
            }
        }
        return new Counted(groups, together.cardinality(), contacts);
    }

    /** The days on which persons were in, each day once; a day belongs to where they entered last. */
    private Map<Group, Long> personDays(Operand.PersonDays operand, Only only, Set<Dimension> by) {
        var people = known.cube().people();
        var grouping = new PersonGroups(
                people,
                only,
                labels(),
                new AgeBands(known.codes()),
                question.period().from().getYear(),
                by);
        var spells = sets.spells(operand);
        var groups = new HashMap<Group, Long>();
        for (var slice : new Slices(known.places()).of(selection, by, false)) {
            var within = operand.where() == null
                    ? slice.selection()
                    : levels(operand.where()).where(slice.selection());
            var days = new PersonTime(people.merges(), spells, known.today())
                    .of(within, operand.stay().measure(), question.period().to());
            var persons = new BitSet();
            days.keySet().forEach(persons::set);
            var limited = grouping.limited(persons);
            grouping.count(
                            visitor -> days.forEach((person, on) -> {
                                for (int day = limited.get(person) ? on.cardinality() : 0; day > 0; day--) {
                                    visitor.accept(person);
                                }
                            }),
                            slice.group())
                    .forEach((group, value) -> groups.merge(group, value, Long::sum));
        }
        return groups;
    }

    private Levels levels(String measure) {
        return new Levels(known.cube(), known.places(), measure);
    }

    /** What a level was on the days up to yesterday, whatever the funding source: a place is there for everybody. */
    private Map<Group, Long> levelDays(Operand.LevelDays operand, Set<Dimension> by) {
        var levels = levels(operand.measure());
        var groups = new HashMap<Group, Long>();
        for (var slice : new Slices(known.places()).of(selection, by, false)) {
            groups.merge(slice.group(), levels.days(slice.selection(), known.today()), Long::sum);
        }
        return groups;
    }

    private interface Counting {
        Map<Group, Long> count(Set<Dimension> by);
    }

    private Worked counted(Counting counting) {
        var all = counting.count(Set.of()).getOrDefault(Group.ALL, 0L);
        return Worked.counted(all, question.by().isEmpty() ? Map.of() : counting.count(question.by()), null);
    }

    private Map<Group, Long> sites(Operand.Sites sites, Set<Dimension> by) {
        var split = EnumSet.of(Dimension.SITE);
        split.addAll(by);
        var groups = new HashMap<Group, Long>();
        sums(List.of(sites.measure()), Only.EVERYBODY, split).forEach((group, value) -> {
            if (value > 0) {
                var labels = new TreeMap<>(group.labels());
                labels.remove(Dimension.SITE);
                groups.merge(new Group(labels), 1L, Long::sum);
            }
        });
        return groups;
    }
}
