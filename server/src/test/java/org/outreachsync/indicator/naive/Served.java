package org.outreachsync.indicator.naive;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.outreachsync.edge.route.QuestionParser;
import org.outreachsync.indicator.answer.Figures;
import org.outreachsync.indicator.answer.Figures.Value;
import org.outreachsync.indicator.answer.IndicatorAnswer;
import org.outreachsync.indicator.answer.IndicatorService;

/**
 * What the server answers, in the terms of the naive count.
 *
 * @param answer as its renderers get it
 */
public record Served(IndicatorAnswer answer) {

    /** Asks as a caller who may see these sites, by the parameters of a query. */
    public static Served by(
            IndicatorService indicators, Collection<String> allowed, String code, Map<String, String> parameters) {
        var question = QuestionParser.parse(indicators.definition(code), parameters);
        return new Served(indicators.answer(allowed, question));
    }

    /** All sites and days together. */
    public Figure whole() {
        return figure(answer.whole());
    }

    /** The numerator of all sites and days together; null when the period is too short for it. */
    public @Nullable Long numerator() {
        return answer.whole().numerator();
    }

    /** The meetings of the persons of all sites and days together; null where they do not apply. */
    public @Nullable Long contacts() {
        return answer.whole().contacts();
    }

    /** The value as a number; null when it is not known. */
    public @Nullable Number value() {
        return switch (answer.whole().value()) {
            case Value.Count(long count) -> count;
            case Value.Quotient(double quotient) -> quotient;
            case null -> null;
        };
    }

    /** All rows of the breakdown. */
    public Map<Group, Figure> rows() {
        return rows(figure -> true);
    }

    /** The rows in which there is something. */
    public Map<Group, Figure> filled() {
        return rows(figure -> !figure.isNothing());
    }

    private Map<Group, Figure> rows(Predicate<Figure> isWanted) {
        var rows = new HashMap<Group, Figure>();
        for (var row : answer.rows()) {
            var figure = figure(row.figures());
            if (isWanted.test(figure)) {
                var labels = new HashMap<String, String>();
                row.labels().forEach((dimension, label) -> labels.put(dimension.word(), label));
                rows.put(Group.of(labels), figure);
            }
        }
        return rows;
    }

    private static Figure figure(Figures figures) {
        var denominator = figures.denominator();
        return new Figure(figures.numerator(), denominator == null ? null : denominator.value());
    }
}
