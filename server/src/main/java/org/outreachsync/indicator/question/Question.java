package org.outreachsync.indicator.question;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Catalogue.AgeGroup;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Operand;
import org.outreachsync.indicator.cell.PersonColumn;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;

/**
 * What somebody asks.
 *
 * @param definition the indicator
 * @param period over which days
 * @param sites the sites that were named, or all that the caller may see
 * @param named whether sites were named
 * @param region only where sites are in it; empty for everywhere
 * @param country as region
 * @param project the funding source, or -1 for all
 * @param by what it is broken down by
 * @param ageGroups the age scheme
 * @param compared what it is compared with
 */
public record Question(
        Definition definition,
        Period period,
        Set<String> sites,
        boolean named,
        String region,
        String country,
        int project,
        Set<Dimension> by,
        List<AgeGroup> ageGroups,
        Set<Comparison> compared) {

    /** What a figure may be compared with. */
    public enum Comparison {
        /** The period before, of the same length. */
        PREVIOUS,
        /** The target for exactly the period. */
        TARGET
    }

    private static final Set<String> PARAMETERS =
            Set.of("period", "sites", "region", "country", "project", "by", "age_scheme", "compare", "format");
    private static final Set<Dimension> OF_EVENTS = EnumSet.of(Dimension.SEX, Dimension.AGE);
    private static final int PROJECT_MAX = 65_535;
    private static final int PROJECT_DIGITS_MAX = 5;

    public static Question read(
            Catalogue catalogue, Collection<String> allowed, String code, Map<String, String> parameters) {
        var definition = catalogue.definitions().get(code);
        if (definition == null) {
            throw new RefusedException(Code.NOT_FOUND, "There is no such indicator; see /v1/indicators.");
        }
        parameters.keySet().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw Parameters.unknown(name, PARAMETERS);
                });
        parameters.forEach((name, value) -> {
            if (value.isBlank()) {
                throw refused("Give " + name + " a value, or leave it out.", name);
            }
        });
        var asked = parameters.get("sites");
        return new Question(
                definition,
                Period.parse(parameters.getOrDefault("period", "")),
                sites(allowed, asked),
                asked != null,
                parameters.getOrDefault("region", ""),
                parameters.getOrDefault("country", ""),
                project(parameters.get("project")),
                dimensions(definition, parameters.get("by")),
                ageGroups(catalogue, parameters.getOrDefault("age_scheme", "five_year")),
                compared(parameters.get("compare")));
    }

    private static Set<String> sites(Collection<String> allowed, @Nullable String asked) {
        if (asked == null) {
            return new TreeSet<>(allowed);
        }
        var sites = new TreeSet<>(Parameters.list("sites", asked));
        if (!allowed.containsAll(sites)) {
            throw new RefusedException(
                    Code.SCOPE_DENIED, "The site is not one of yours.", Map.of("parameter", "sites"));
        }
        return sites;
    }

    private static int project(@Nullable String asked) {
        if (asked == null) {
            return PersonColumn.ALL_PROJECTS;
        }
        if (asked.length() > PROJECT_DIGITS_MAX
                || !asked.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                || Integer.parseInt(asked) > PROJECT_MAX) {
            throw refused("The project must be a number from 0 to " + PROJECT_MAX + ".", "project");
        }
        return Integer.parseInt(asked);
    }

    private static Set<Dimension> dimensions(Definition definition, @Nullable String asked) {
        var by = new TreeSet<Dimension>();
        for (var word : asked == null ? Set.<String>of() : Parameters.list("by", asked)) {
            by.add(Arrays.stream(Dimension.values())
                    .filter(dimension ->
                            dimension.word().equals(word) && definition.by().contains(dimension))
                    .findAny()
                    .orElseThrow(() -> refused(
                            "This indicator may be broken down by "
                                    + definition.by().stream()
                                            .map(Dimension::word)
                                            .sorted()
                                            .collect(Collectors.joining(", "))
                                    + ".",
                            "by")));
        }
        // Of an event, the population is that of its person, sex and age are those of the event: one row cannot have
        // both.
        boolean isMixed = definition.numerator() instanceof Operand.Sum
                && by.contains(Dimension.POPULATION)
                && by.stream().anyMatch(Question::isOfEvents);
        if (isMixed) {
            throw refused(
                    "Events may be broken down by population, or by what their records say, such as sex, age and mode, not by both at once.",
                    "by");
        }
        return by;
    }

    private static boolean isOfEvents(Dimension dimension) {
        return OF_EVENTS.contains(dimension)
                || Dimension.WAYS.contains(dimension)
                || Dimension.ITEMS.contains(dimension);
    }

    private static List<AgeGroup> ageGroups(Catalogue catalogue, String name) {
        @Nullable List<AgeGroup> scheme = catalogue.ageScheme(name);
        if (scheme == null) {
            throw refused(
                    "Unknown age scheme. Allowed: " + String.join(", ", new TreeSet<>(catalogue.ageSchemes())) + ".",
                    "age_scheme");
        }
        return scheme;
    }

    private static Set<Comparison> compared(@Nullable String asked) {
        var compared = EnumSet.noneOf(Comparison.class);
        for (var word : asked == null ? Set.<String>of() : Parameters.list("compare", asked)) {
            switch (word) {
                case "previous" -> compared.add(Comparison.PREVIOUS);
                case "target" -> compared.add(Comparison.TARGET);
                default ->
                    throw refused(
                            "Compare with previous, the period before of the same length, or target, or both.",
                            "compare");
            }
        }
        return compared;
    }

    private static RefusedException refused(String message, String parameter) {
        return Parameters.refused(parameter, message);
    }

    /** The same of another definition, by something else. */
    public Question of(Definition other, Set<Dimension> otherBy) {
        return new Question(other, period, sites, named, region, country, project, otherBy, ageGroups, compared);
    }

    public Question over(Period other) {
        return new Question(definition, other, sites, named, region, country, project, by, ageGroups, Set.of());
    }
}
