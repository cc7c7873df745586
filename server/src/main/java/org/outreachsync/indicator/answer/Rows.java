package org.outreachsync.indicator.answer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.Unit;
import org.outreachsync.indicator.breakdown.BreakdownRows;
import org.outreachsync.indicator.breakdown.Group;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.count.EnteredFigures;
import org.outreachsync.indicator.count.Figures;
import org.outreachsync.indicator.count.Figures.Worked;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.indicator.question.Question;
import org.outreachsync.indicator.question.Question.Comparison;
import org.outreachsync.validate.Bounds;

/**
 * Puts the figures of a question and of the rows of its breakdown together. What stands beside a figure is its own, or
 * is left out.
 */
final class Rows {

    private final Question question;
    private final Definition definition;
    private final Figures figures;
    private final LocalDate today;
    private final Set<Group> frame;
    private final Worked numerator;
    private final @Nullable Worked denominator;

    Rows(Question question, Figures figures, LocalDate today) {
        this.question = question;
        this.definition = question.definition();
        this.figures = figures;
        this.today = today;
        // First, so that too many rows are refused before anything is counted.
        this.frame = question.by().isEmpty() ? Set.of() : figures.rows();
        this.numerator = figures.numerator();
        this.denominator = figures.denominator();
    }

    /** The figures and what is to be known of them. */
    Map<String, @Nullable Object> answer() {
        var isCompared = question.compared().contains(Comparison.TARGET);
        var goals = isCompared ? figures.goals() : null;
        var answer = figures(goals);
        var contacts = numerator.contacts();
        if (contacts != null) {
            answer.put("contacts", contacts.total());
        }
        if (goals != null) {
            answer.put("target", target(goals.total()));
        }
        answer.put("provisional", isProvisional(question.period()));
        answer.put("late", figures.late());
        return answer;
    }

    /** The figures alone, of a period to compare with. */
    Map<String, @Nullable Object> figures() {
        return figures(null);
    }

    private Map<String, @Nullable Object> figures(EnteredFigures.@Nullable Goals goals) {
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("numerator", numerator.total());
        if (denominator != null) {
            answer.put("denominator", denominator.total());
            source(answer, denominator.source());
        }
        answer.put("value", value(numerator.total(), denominator == null ? null : denominator.total()));
        if (!question.by().isEmpty()) {
            answer.put("by", rows(goals));
        }
        return answer;
    }

    private List<Map<String, @Nullable Object>> rows(EnteredFigures.@Nullable Goals goals) {
        var groups = new TreeSet<>(frame);
        groups.addAll(numerator.groups().keySet());
        if (denominator != null) {
            groups.addAll(denominator.groups().keySet());
        }
        BreakdownRows.check(groups.size());
        var late = figures.lateByGroup();
        var rows = new ArrayList<Map<String, @Nullable Object>>(groups.size());
        for (var group : groups) {
            var row = new LinkedHashMap<String, @Nullable Object>();
            group.texts().forEach((dimension, text) -> row.put(dimension.word(), text));
            figures(row, group);
            beside(row, group, late);
            if (goals != null) {
                row.put("target", target(goals.rows().get(group)));
            }
            rows.add(row);
        }
        return rows;
    }

    private void figures(Map<String, @Nullable Object> row, Group group) {
        var counted = numerator.total() == null ? null : numerator.groups().getOrDefault(group, 0L);
        row.put("numerator", counted);
        Long divided = null;
        if (denominator != null) {
            divided = definition.isEntered()
                    ? denominator.groups().get(group)
                    : denominator.groups().getOrDefault(group, 0L);
            row.put("denominator", divided);
            source(row, denominator.sources().get(group));
        }
        row.put("value", value(counted, divided));
    }

    private void beside(Map<String, @Nullable Object> row, Group group, @Nullable Map<Group, Long> late) {
        var contacts = numerator.contacts();
        if (contacts != null) {
            row.put("contacts", contacts.groups().getOrDefault(group, 0L));
        }
        if (late != null) {
            row.put("late", late.getOrDefault(group, 0L));
        }
        var month = group.texts().get(Dimension.MONTH);
        if (month != null) {
            var period = part(Period.parse(month));
            row.put("provisional", isProvisional(period));
            row.put("usual_period", definition.periods().has(period));
        }
    }

    /** The days of a month that the question is about. */
    private Period part(Period month) {
        var from = question.period().from().isAfter(month.from())
                ? question.period().from()
                : month.from();
        var to = question.period().to().isBefore(month.to()) ? question.period().to() : month.to();
        return Period.of(from, to);
    }

    private boolean isProvisional(Period period) {
        return !period.to()
                .plusDays(definition.followUpDays())
                .plusDays(Bounds.LATE_DAYS)
                .isBefore(today);
    }

    private static void source(Map<String, @Nullable Object> answer, Entered.@Nullable Figure source) {
        if (source != null) {
            answer.put("denominator_source", source.source());
            answer.put("denominator_year", source.year());
            answer.put("denominator_period", source.period());
        }
    }

    private static @Nullable Object target(Entered.@Nullable Goal goal) {
        if (goal == null) {
            return null;
        }
        var target = new LinkedHashMap<String, Object>();
        target.put("value", goal.value());
        target.put("unit", goal.unit().name());
        target.put("compared_with", goal.unit() == Unit.COUNT ? "numerator" : "value");
        target.put("period", goal.period().text());
        if (!goal.parts().isEmpty()) {
            target.put("sum_of", goal.parts());
        }
        target.put("source", goal.source());
        return target;
    }

    private @Nullable Object value(@Nullable Long counted, @Nullable Long divided) {
        if (definition.denominator() == null) {
            return counted;
        }
        return counted == null || divided == null || divided == 0
                ? null
                : (double) definition.per() * counted / divided;
    }
}
