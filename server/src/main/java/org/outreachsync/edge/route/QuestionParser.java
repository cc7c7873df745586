package org.outreachsync.edge.route;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.question.Comparison;
import org.outreachsync.indicator.question.Question;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;

/** Parses query parameters into a {@link Question}. The question itself checks whether they make sense together. */
public final class QuestionParser {

    private static final int PROJECT_DIGITS_MAX = 5;

    private QuestionParser() {}

    /**
     * Reads a question.
     *
     * @param definition the indicator of the path
     * @param parameters {@code period} (required, see {@link Period}), {@code sites} (comma-separated; all of the
     *     caller's if absent), {@code region}, {@code country}, {@code project}, {@code by} (comma-separated),
     *     {@code age_scheme}, {@code compare} (comma-separated); all others are ignored
     * @throws RefusedException PARAMETER for a parameter that is blank or cannot be read
     */
    public static Question parse(Definition definition, Map<String, String> parameters) {
        parameters.forEach((name, value) -> {
            if (value.isBlank()) {
                throw Parameters.refused(name, "Give " + name + " a value, or leave it out.");
            }
        });
        var period = Period.parse(parameters.getOrDefault("period", ""));
        var sites = parameters.get("sites");
        return new Question(
                definition,
                period,
                sites == null ? null : Parameters.list("sites", sites),
                parameters.getOrDefault("region", ""),
                parameters.getOrDefault("country", ""),
                project(parameters.get("project")),
                dimensions(definition, parameters.get("by")),
                parameters.getOrDefault("age_scheme", Question.USUAL_AGE_SCHEME),
                compared(parameters.get("compare")));
    }

    private static int project(@Nullable String written) {
        if (written == null) {
            return Question.ALL_PROJECTS;
        }
        if (written.length() > PROJECT_DIGITS_MAX
                || !written.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                || Integer.parseInt(written) > Question.PROJECT_MAX) {
            throw Parameters.refused("project", "The project must be a number from 0 to " + Question.PROJECT_MAX + ".");
        }
        return Integer.parseInt(written);
    }

    private static Set<Dimension> dimensions(Definition definition, @Nullable String written) {
        var by = EnumSet.noneOf(Dimension.class);
        for (var word : written == null ? Set.<String>of() : Parameters.list("by", written)) {
            by.add(Arrays.stream(Dimension.values())
                    .filter(dimension -> dimension.word().equals(word))
                    .findAny()
                    .orElseThrow(() -> Question.notOffered(definition)));
        }
        return by;
    }

    private static Set<Comparison> compared(@Nullable String written) {
        var compared = EnumSet.noneOf(Comparison.class);
        for (var word : written == null ? Set.<String>of() : Parameters.list("compare", written)) {
            switch (word) {
                case "previous" -> compared.add(Comparison.PREVIOUS);
                case "target" -> compared.add(Comparison.TARGET);
                default ->
                    throw Parameters.refused(
                            "compare",
                            "Compare with previous, the period before of the same length, or target, or both.");
            }
        }
        return compared;
    }
}
