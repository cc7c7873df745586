package org.outreachsync.indicator.count;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.Unit;
import org.outreachsync.indicator.breakdown.Group;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.cell.PersonColumn;
import org.outreachsync.indicator.question.CheckedQuestion;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.indicator.question.Places.Place;
import org.outreachsync.indicator.question.Stretch;

/**
 * Finds the size estimates and targets that people entered for the area of a question, and for those of its rows that
 * are areas.
 */
public final class EnteredFigures {

    /** The areas for which figures can be entered. */
    private static final Set<Dimension> AREAS = EnumSet.of(Dimension.SITE, Dimension.REGION, Dimension.COUNTRY);

    private final QuestionScope scope;
    private final CheckedQuestion question;
    private final Entered entered;

    EnteredFigures(QuestionScope scope) {
        this.scope = scope;
        this.question = scope.question();
        this.entered = scope.context().entered();
    }

    /** The estimated size of a population as a denominator. */
    OperandValue sizeEstimate(String population) {
        int year = question.period().to().getYear();
        return value(
                found((area, period) -> entered.sizeEstimate(area, population, year), EnumSet.noneOf(Dimension.class)));
    }

    /** The target of an indicator as a denominator. Only a count can be one. */
    OperandValue denominator(String indicator) {
        var goals = goals(indicator);
        var total = goals.total();
        var rows = new HashMap<Group, Entered.Figure>();
        goals.rows().forEach((group, goal) -> {
            var count = goal.count();
            if (count != null) {
                rows.put(group, count);
            }
        });
        var count = total == null ? null : total.count();
        return value(new Found<>(count, rows, List.of()));
    }

    /**
     * Targets.
     *
     * @param total for the whole question; null for none
     * @param rows for the rows that have one
     */
    public record Goals(Entered.@Nullable Goal total, Map<Group, Entered.Goal> rows) {}

    /**
     * The targets of an indicator for exactly the days of the question and of its months. Targets are for all funding
     * sources together.
     */
    Goals goals(String indicator) {
        if (question.project() != PersonColumn.ALL_PROJECTS) {
            return new Goals(null, Map.of());
        }
        var definition = scope.context().catalogue().definitions().get(indicator);
        boolean addsUp = definition != null && definition.addsUpOverTime();
        var found =
                found((area, period) -> entered.target(area, indicator, period, addsUp), EnumSet.of(Dimension.MONTH));
        return new Goals(found.total() == null ? sum(found.parts()) : found.total(), found.rows());
    }

    /** For several sites, the sum of their counts. Percentages cannot be added. */
    private static Entered.@Nullable Goal sum(List<Entered.Goal> goals) {
        if (goals.isEmpty() || !goals.stream().allMatch(goal -> goal.unit() == Unit.COUNT)) {
            return null;
        }
        var sources = goals.stream().map(Entered.Goal::source).distinct().collect(Collectors.joining("; "));
        var value = goals.stream().map(Entered.Goal::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Entered.Goal(value, Unit.COUNT, goals.getFirst().period(), List.of(), sources);
    }

    private static OperandValue value(Found<Entered.Figure> found) {
        var groups = new HashMap<Group, Long>();
        found.rows().forEach((group, figure) -> groups.put(group, figure.value()));
        var total = found.total();
        if (total != null) {
            return new OperandValue(total.value(), groups, total, found.rows(), null);
        }
        var sum = found.parts().isEmpty()
                ? null
                : Long.valueOf(
                        found.parts().stream().mapToLong(Entered.Figure::value).sum());
        return new OperandValue(sum, groups, null, found.rows(), null);
    }

    private interface Lookup<T> {
        @Nullable
        T find(String area, Period period);
    }

    /**
     * The entered figures.
     *
     * @param total for the one area of the question
     * @param rows for rows that are areas or months
     * @param parts for the several sites of the question, if each has one
     */
    private record Found<T>(@Nullable T total, Map<Group, T> rows, List<T> parts) {}

    /** The entered figures, with rows for breakdowns by one kind of area and some others. */
    private <T> Found<T> found(Lookup<T> lookup, Set<Dimension> more) {
        var area = area();
        var total = area == null ? null : lookup.find(area, question.period());
        var parts = area == null ? ofSites(lookup) : List.<T>of();
        return new Found<>(total, rows(lookup, more, area), parts);
    }

    private <T> Map<Group, T> rows(Lookup<T> lookup, Set<Dimension> more, @Nullable String ofAll) {
        var areas = EnumSet.noneOf(Dimension.class);
        areas.addAll(question.by());
        areas.removeAll(more);
        var rows = new HashMap<Group, T>();
        if (question.by().isEmpty() || areas.size() > 1 || !AREAS.containsAll(areas)) {
            return rows;
        }
        for (var slice : scope.slices(question.by())) {
            var texts = slice.group().texts();
            var month = texts.remove(Dimension.MONTH);
            var period = month == null ? question.period() : Period.parse(month);
            var area =
                    texts.isEmpty() ? ofAll : area(texts.entrySet().iterator().next());
            boolean isAsked = !period.from().isBefore(question.period().from())
                    && !period.to().isAfter(question.period().to());
            var found = area == null || !isAsked ? null : lookup.find(area, period);
            if (found != null) {
                rows.put(slice.group(), found);
            }
        }
        return rows;
    }

    private @Nullable String area(Map.Entry<Dimension, String> row) {
        boolean isOne = !row.getValue().equals(Places.UNKNOWN) && isWhole(row.getKey(), row.getValue());
        return isOne ? row.getKey().word() + ":" + row.getValue() : null;
    }

    /** The one area of the question, or null if it is about several sites, or not about all sites of the area. */
    private @Nullable String area() {
        if (!question.region().isEmpty()) {
            return isWhole(Dimension.REGION, question.region()) ? "region:" + question.region() : null;
        } else if (!question.country().isEmpty()) {
            return isWhole(Dimension.COUNTRY, question.country()) ? "country:" + question.country() : null;
        } else if (question.named()) {
            return question.sites().size() == 1
                    ? "site:" + question.sites().iterator().next()
                    : null;
        }
        var country = country();
        return country == null || !isWhole(Dimension.COUNTRY, country) ? null : "country:" + country;
    }

    /**
     * The one country of all sites; null if there are several, or if a site has no placement. Sites that are not open
     * are ignored.
     */
    private @Nullable String country() {
        var countries = new TreeSet<String>();
        for (var stretch : scope.selection().stretches()) {
            var places = scope.context().places().of(stretch.site());
            if (places.isEmpty()) {
                return null;
            }
            places.stream()
                    .filter(place -> place.of(stretch) != null)
                    .map(Place::country)
                    .forEach(countries::add);
        }
        return countries.size() == 1 ? countries.first() : null;
    }

    /**
     * Whether the question covers all sites of a region or country: an entered figure may only be compared with all of
     * them.
     */
    private boolean isWhole(Dimension dimension, String area) {
        return switch (dimension) {
            case REGION -> hasAll(Place::region, area);
            case COUNTRY -> hasAll(Place::country, area);
            default -> true;
        };
    }

    private boolean hasAll(Function<Place, String> word, String area) {
        return scope.programme().stretches().stream()
                .filter(stretch -> isOpenIn(stretch, word, area))
                .map(Stretch::site)
                .allMatch(question.sites()::contains);
    }

    private boolean isOpenIn(Stretch stretch, Function<Place, String> word, String area) {
        return scope.context().places().of(stretch.site()).stream()
                .anyMatch(place -> word.apply(place).equals(area) && place.of(stretch) != null);
    }

    /** The figures of each of the sites; empty if one has none. */
    private <T> List<T> ofSites(Lookup<T> lookup) {
        var all = new ArrayList<T>();
        for (var site : question.sites()) {
            var found = lookup.find("site:" + site, question.period());
            if (found == null) {
                return List.of();
            }
            all.add(found);
        }
        return all;
    }
}
