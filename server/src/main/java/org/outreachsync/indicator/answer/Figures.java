package org.outreachsync.indicator.answer;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.AgeBands;
import org.outreachsync.indicator.answer.Places.Place;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Side;
import org.outreachsync.indicator.catalogue.Side.Only;
import org.outreachsync.model.codes.CodeLists;

/** Works out the two sides of an indicator, as a whole and by groups. Used within one {@link Cube#read}. */
final class Figures {

    private final Catalogue catalogue;
    private final CodeLists codes;
    private final Cube cube;
    private final Places places;
    private final Entered entered;
    private final Collection<String> programme;

    /**
     * For one question.
     *
     * @param programme all sites
     */
    Figures(Catalogue catalogue, CodeLists codes, Cube cube, Places places, Entered entered, Collection<String> programme) {
        this.catalogue = catalogue;
        this.codes = codes;
        this.cube = cube;
        this.places = places;
        this.entered = entered;
        this.programme = programme;
    }

    /**
     * One side.
     *
     * @param total as a whole; null when it was to be entered and was not
     * @param groups by groups
     * @param source where an entered figure comes from
     */
    record Worked(@Nullable Long total, Map<Group, Long> groups, Entered.@Nullable Figure source) {}

    Worked work(Question question, Side side, Only only) {
        return switch (side) {
            case Side.SizeEstimate estimate ->
                entered(question, area -> entered.sizeEstimate(area, estimate.population(), question.period().to().getYear()));
            case Side.Target target -> entered(question, area -> entered.target(area, target.indicator(), question.period().to().getYear()));
            case Side.Sum sum -> counted(question, by -> sums(question, sum, only, by));
            case Side.Sites sites -> counted(question, by -> sites(question, sites, by));
            case Side.Persons persons -> counted(question, by -> persons(question, persons, only, by));
        };
    }

    /** The target that was entered for the area of the question and the year in which its period ends, or null. */
    Entered.@Nullable Figure target(Question question) {
        var area = area(question);
        return area == null ? null : entered.target(area, question.definition().code(), question.period().to().getYear());
    }

    /** The contacts beside persons. */
    long contacts(Question question) {
        var groups = sums(question, new Side.Sum(List.of("CONTACTS")), Only.EVERYBODY, Set.of());
        return groups.values().stream().mapToLong(Long::longValue).sum();
    }

    private interface Counting {
        Map<Group, Long> count(Set<Dimension> by);
    }

    private static Worked counted(Question question, Counting counting) {
        var all = counting.count(Set.of()).getOrDefault(Group.ALL, 0L);
        return new Worked(all, question.by().isEmpty() ? Map.of() : counting.count(question.by()), null);
    }

    private Selection selection(Question question) {
        var stretches = question.sites().stream().map(site -> new Stretch(site, question.period().from(), question.period().to())).toList();
        var selection = new Selection(cube, stretches, question.project());
        var slices = new Slices(places);
        if (!question.region().isEmpty()) {
            selection = slices.at(selection, Place::region, question.region());
        }
        return question.country().isEmpty() ? selection : slices.at(selection, Place::country, question.country());
    }

    private Map<Group, Long> sums(Question question, Side.Sum sum, Only only, Set<Dimension> by) {
        var adding = new SumGroups(new Labels(codes, question.ageGroups()));
        var groups = new HashMap<Group, Long>();
        for (var slice : new Slices(places).of(selection(question), by, false)) {
            adding.add(sum.measures(), slice.selection(), only, slice.group(), by)
                    .forEach((group, value) -> groups.merge(group, value, Long::sum));
        }
        return groups;
    }

    private Map<Group, Long> persons(Question question, Side.Persons persons, Only only, Set<Dimension> by) {
        var everywhere = new Selection(
                cube,
                programme.stream().map(site -> new Stretch(site, question.period().from(), question.period().to())).toList(),
                Selection.ALL_PROJECTS);
        var sets = new PersonSets(catalogue, cube, everywhere);
        var grouping = new PersonGroups(
                cube.people(),
                new Labels(codes, question.ageGroups()),
                new AgeBands(codes),
                question.period().from().getYear());
        var groups = new HashMap<Group, Long>();
        for (var slice : new Slices(places).of(selection(question), by, true)) {
            var numbers = sets.of(persons.people(), slice.selection(), question.period().from(), question.period().to());
            grouping.count(grouping.only(numbers, only), slice.group(), by).forEach((group, value) -> groups.merge(group, value, Long::sum));
        }
        return groups;
    }

    private Map<Group, Long> sites(Question question, Side.Sites sites, Set<Dimension> by) {
        var split = EnumSet.of(Dimension.SITE);
        split.addAll(by);
        var groups = new HashMap<Group, Long>();
        sums(question, new Side.Sum(List.of(sites.measure())), Only.EVERYBODY, split).forEach((group, value) -> {
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

    private Worked entered(Question question, Lookup lookup) {
        var groups = new HashMap<Group, Long>();
        if (question.by().size() == 1) {
            for (var slice : new Slices(places).of(selection(question), question.by(), false)) {
                slice.group().texts().forEach((dimension, text) -> {
                    var found = text.equals(Places.UNKNOWN) ? null : lookup.find(dimension.word() + ":" + text);
                    if (found != null) {
                        groups.put(slice.group(), found.value());
                    }
                });
            }
        }
        var area = area(question);
        if (area != null) {
            var found = lookup.find(area);
            return new Worked(found == null ? null : found.value(), groups, found);
        }
        return new Worked(sum(question, lookup), groups, null);
    }

    /** The one area that the question is about, or null when it is about several sites. */
    private @Nullable String area(Question question) {
        if (!question.region().isEmpty()) {
            return "region:" + question.region();
        } else if (!question.country().isEmpty()) {
            return "country:" + question.country();
        } else if (question.named()) {
            return question.sites().size() == 1 ? "site:" + question.sites().iterator().next() : null;
        }
        var countries = new Slices(places).of(selection(question), Set.of(Dimension.COUNTRY), false);
        var country = countries.size() == 1 ? countries.getFirst().group().texts().get(Dimension.COUNTRY) : null;
        return country == null || country.equals(Places.UNKNOWN) ? null : "country:" + country;
    }

    /** Of several sites, the sum; unknown when one of them is. */
    private static @Nullable Long sum(Question question, Lookup lookup) {
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
