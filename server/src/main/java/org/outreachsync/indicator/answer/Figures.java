package org.outreachsync.indicator.answer;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.AgeBands;
import org.outreachsync.indicator.answer.Places.Place;
import org.outreachsync.indicator.answer.Slices.Slice;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Side;
import org.outreachsync.indicator.catalogue.Side.Only;
import org.outreachsync.indicator.cell.CellCounter;
import org.outreachsync.indicator.cell.PersonColumn;
import org.outreachsync.model.codes.CodeLists;

/** Works out the sides of one question, as a whole and by groups. Used within one {@link Cube#read}. */
final class Figures {

    /** For what something can be entered. */
    private static final Set<Dimension> AREAS = EnumSet.of(Dimension.SITE, Dimension.REGION, Dimension.COUNTRY);

    private final Known known;
    private final Question question;
    private final Selection selection;
    private final PersonSets sets;

    /**
     * What all questions are answered from.
     *
     * @param programme all sites
     */
    record Known(
            Catalogue catalogue, CodeLists codes, Cube cube, Places places, Entered entered, Collection<String> programme, LocalDate today) {}

    Figures(Known known, Question question) {
        this.known = known;
        this.question = question;
        this.selection = selection();
        var period = question.period();
        this.sets = new PersonSets(known.catalogue(), known.cube(), programme(), period.from(), period.to(), known.today());
    }

    /** All sites over the days of the question. */
    private Selection programme() {
        var period = question.period();
        var all = known.programme().stream().map(site -> new Stretch(site, period.from(), period.to())).toList();
        return new Selection(known.cube(), all, PersonColumn.ALL_PROJECTS);
    }

    /**
     * One side.
     *
     * @param total as a whole; null when it was to be entered and was not, or when the period is too short for it
     * @param groups by groups
     * @param source where an entered figure comes from
     */
    record Worked(@Nullable Long total, Map<Group, Long> groups, Entered.@Nullable Figure source) {}

    Worked work(Side side, Only only) {
        return switch (side) {
            case Side.SizeEstimate estimate -> entered(area -> known.entered().sizeEstimate(area, estimate.population(), year()));
            case Side.Target target -> entered(area -> known.entered().target(area, target.indicator(), year()));
            case Side.Sum sum -> {
                var groups = sums(sum.measures(), only, question.by());
                yield new Worked(total(groups), groups, null);
            }
            case Side.Sites sites -> counted(by -> sites(sites, by));
            case Side.Persons persons -> persons(persons.people(), only);
        };
    }

    private int year() {
        return question.period().to().getYear();
    }

    private static long total(Map<Group, Long> groups) {
        return groups.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The target that was entered for the area of the question and the year in which its period ends, or null. */
    Entered.@Nullable Figure target() {
        var area = area();
        return area == null ? null : known.entered().target(area, question.definition().code(), year());
    }

    /** The contacts beside persons: of those sexes to whom the numerator is limited. */
    long contacts() {
        var definition = question.definition();
        return total(sums(definition.contacts(), new Only(definition.numeratorOnly().sexes(), Set.of()), Set.of()));
    }

    /** The records that came late. */
    long late() {
        return total(sums(List.of(CellCounter.LATE), Only.EVERYBODY, Set.of()));
    }

    private Selection selection() {
        var stretches = question.sites().stream().map(site -> new Stretch(site, question.period().from(), question.period().to())).toList();
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
        var groups = new HashMap<Group, Long>();
        for (var slice : new Slices(known.places()).of(selection, by, false)) {
            adding.add(measures, slice.selection(), slice.group()).forEach((group, value) -> groups.merge(group, value, Long::sum));
        }
        return groups;
    }

    private Worked persons(Side.People people, Only only) {
        if (people instanceof Side.People.Every every && every.days() > question.period().days()) {
            return new Worked(null, Map.of(), null);
        }
        var slices = new Slices(known.places()).of(selection, question.by(), true);
        boolean isOneSlice = slices.size() == 1 && slices.getFirst().selection().isSameAs(selection);
        var counted = persons(people, only, slices, question.by());
        long total = counted.together();
        if (!isOneSlice && !people.isUnionOfParts()) {
            total = persons(people, only, List.of(new Slice(Group.ALL, selection)), Set.of()).together();
        }
        return new Worked(total, question.by().isEmpty() ? Map.of() : counted.groups(), null);
    }

    /**
     * Persons by groups.
     *
     * @param together how many are in any of them; a person may be in several slices
     */
    private record Counted(Map<Group, Long> groups, long together) {}

    private Counted persons(Side.People people, Only only, List<Slice> slices, Set<Dimension> by) {
        int startYear = question.period().from().getYear();
        var grouping = new PersonGroups(known.cube().people(), only, labels(), new AgeBands(known.codes()), startYear, by);
        var finder = sets.finder(people);
        var groups = new HashMap<Group, Long>();
        var together = new BitSet();
        for (var slice : slices) {
            var found = grouping.limited(finder.in(slice.selection()));
            together.or(found);
            grouping.count(found, slice.group()).forEach((group, value) -> groups.merge(group, value, Long::sum));
        }
        return new Counted(groups, together.cardinality());
    }

    private interface Counting {
        Map<Group, Long> count(Set<Dimension> by);
    }

    private Worked counted(Counting counting) {
        var all = counting.count(Set.of()).getOrDefault(Group.ALL, 0L);
        return new Worked(all, question.by().isEmpty() ? Map.of() : counting.count(question.by()), null);
    }

    private Map<Group, Long> sites(Side.Sites sites, Set<Dimension> by) {
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

    private interface Lookup {
        Entered.@Nullable Figure find(String area);
    }

    private Worked entered(Lookup lookup) {
        var groups = new HashMap<Group, Long>();
        if (question.by().size() == 1 && AREAS.containsAll(question.by())) {
            for (var slice : new Slices(known.places()).of(selection, question.by(), false)) {
                slice.group().texts().forEach((dimension, text) -> {
                    var found = text.equals(Places.UNKNOWN) || !isWhole(dimension, text) ? null : lookup.find(dimension.word() + ":" + text);
                    if (found != null) {
                        groups.put(slice.group(), found.value());
                    }
                });
            }
        }
        var area = area();
        if (area != null) {
            var found = lookup.find(area);
            return new Worked(found == null ? null : found.value(), groups, found);
        }
        return new Worked(sum(lookup), groups, null);
    }

    /** The one area that the question is about, or null when it is about several sites, or not all of the area's. */
    private @Nullable String area() {
        if (!question.region().isEmpty()) {
            return isWhole(Dimension.REGION, question.region()) ? "region:" + question.region() : null;
        } else if (!question.country().isEmpty()) {
            return isWhole(Dimension.COUNTRY, question.country()) ? "country:" + question.country() : null;
        } else if (question.named()) {
            return question.sites().size() == 1 ? "site:" + question.sites().iterator().next() : null;
        }
        var country = country();
        return country == null || !isWhole(Dimension.COUNTRY, country) ? null : "country:" + country;
    }

    /** The one country of all sites; null when there are more, or nobody said of a site where it is. Before it opens and once it is closed it is nowhere. */
    private @Nullable String country() {
        var countries = new TreeSet<String>();
        for (var stretch : selection.stretches()) {
            var places = known.places().of(stretch.site());
            if (places.isEmpty()) {
                return null;
            }
            places.stream().filter(place -> place.of(stretch) != null).map(Place::country).forEach(countries::add);
        }
        return countries.size() == 1 ? countries.first() : null;
    }

    /** Whether the question is about all sites of a region or country: what was entered for it is to be compared with nothing less. */
    private boolean isWhole(Dimension dimension, String area) {
        return switch (dimension) {
            case REGION -> hasAll(Place::region, area);
            case COUNTRY -> hasAll(Place::country, area);
            default -> true;
        };
    }

    private boolean hasAll(Function<Place, String> word, String area) {
        return new Slices(known.places()).at(programme(), word, area).stretches().stream().map(Stretch::site).allMatch(question.sites()::contains);
    }

    /** Of several sites, the sum; unknown when one of them is. */
    private @Nullable Long sum(Lookup lookup) {
        long sum = 0;
        for (var site : question.sites()) {
            var found = lookup.find("site:" + site);
            if (found == null) {
                return null;
            }
            sum += found.value();
        }
        return question.sites().isEmpty() ? null : Long.valueOf(sum);
    }
}
