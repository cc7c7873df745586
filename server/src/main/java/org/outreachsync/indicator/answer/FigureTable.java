package org.outreachsync.indicator.answer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.answer.Figures.Denominator;
import org.outreachsync.indicator.answer.Figures.Value;
import org.outreachsync.indicator.answer.IndicatorAnswer.Month;
import org.outreachsync.indicator.answer.IndicatorAnswer.Row;
import org.outreachsync.indicator.breakdown.BreakdownRows;
import org.outreachsync.indicator.breakdown.Group;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.count.EnteredFigures;
import org.outreachsync.indicator.count.OperandValue;
import org.outreachsync.indicator.count.QuestionCounter;
import org.outreachsync.indicator.question.CheckedQuestion;
import org.outreachsync.indicator.question.Comparison;
import org.outreachsync.validate.Bounds;

/**
 * Puts together the figures of a question and of the rows of its breakdown. A member beside a figure is about that
 * figure, or is absent.
 */
final class FigureTable {

    private final CheckedQuestion question;
    private final Definition definition;
    private final QuestionCounter counter;
    private final LocalDate today;
    private final Set<Group> expectedRows;
    private final OperandValue numerator;
    private final @Nullable OperandValue denominator;
    private final EnteredFigures.@Nullable Goals goals;

    /** Counts the question. A breakdown with too many rows is refused before anything is counted. */
    FigureTable(CheckedQuestion question, QuestionCounter counter, LocalDate today) {
        this.question = question;
        this.definition = question.definition();
        this.counter = counter;
        this.today = today;
        this.expectedRows = question.by().isEmpty() ? Set.of() : counter.rows();
        this.numerator = counter.numerator();
        this.denominator = counter.denominator();
        this.goals = question.compared().contains(Comparison.TARGET) ? counter.goals() : null;
    }

    /** The figures of all sites and days together. */
    Figures whole() {
        var contacts = numerator.contacts();
        return new Figures(
                numerator.total(),
                denominator == null ? null : new Denominator(denominator.total(), denominator.source()),
                value(numerator.total(), denominator == null ? null : denominator.total()),
                contacts == null ? null : contacts.total(),
                goals == null ? null : goals.total());
    }

    /** The rows of the breakdown, in order; none for no breakdown. */
    List<Row> rows() {
        if (question.by().isEmpty()) {
            return List.of();
        }
        var groups = new TreeSet<>(expectedRows);
        groups.addAll(numerator.groups().keySet());
        if (denominator != null) {
            groups.addAll(denominator.groups().keySet());
        }
        BreakdownRows.check(groups.size());
        var late = counter.lateByGroup();
        var rows = new ArrayList<Row>(groups.size());
        for (var group : groups) {
            var labels = group.texts();
            rows.add(
                    new Row(labels, figures(group), late == null ? null : late.getOrDefault(group, 0L), month(labels)));
        }
        return rows;
    }

    private Figures figures(Group group) {
        var counted = numerator.total() == null ? null : numerator.groups().getOrDefault(group, 0L);
        Denominator divisor = null;
        if (denominator != null) {
            var value = definition.isEntered()
                    ? denominator.groups().get(group)
                    : denominator.groups().getOrDefault(group, 0L);
            divisor = new Denominator(value, denominator.sources().get(group));
        }
        var contacts = numerator.contacts();
        return new Figures(
                counted,
                divisor,
                value(counted, divisor == null ? null : divisor.value()),
                contacts == null ? null : contacts.groups().getOrDefault(group, 0L),
                goals == null ? null : goals.rows().get(group));
    }

    private @Nullable Month month(Map<Dimension, String> labels) {
        var month = labels.get(Dimension.MONTH);
        if (month == null) {
            return null;
        }
        var asked = asked(Period.parse(month));
        return new Month(isProvisional(asked), definition.periods().has(asked));
    }

    /** The days of a month that the question covers. */
    private Period asked(Period month) {
        var from = question.period().from().isAfter(month.from())
                ? question.period().from()
                : month.from();
        var to = question.period().to().isBefore(month.to()) ? question.period().to() : month.to();
        return Period.of(from, to);
    }

    /** Whether late records may still change the figures. */
    boolean isProvisional() {
        return isProvisional(question.period());
    }

    private boolean isProvisional(Period period) {
        return !period.to()
                .plusDays(definition.followUpDays())
                .plusDays(Bounds.LATE_DAYS)
                .isBefore(today);
    }

    private @Nullable Value value(@Nullable Long counted, @Nullable Long divided) {
        if (counted == null) {
            return null;
        }
        if (definition.denominator() == null) {
            return new Value.Count(counted);
        }
        return divided == null || divided == 0
                ? null
                : new Value.Quotient((double) definition.per() * counted / divided);
    }
}
