package org.outreachsync.indicator.programme;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.Unit;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.targets.Area;
import org.outreachsync.targets.Subject;
import org.outreachsync.targets.Target;
import org.outreachsync.targets.TargetBook;

/** Provides targets and size estimates, as last read, as denominators and targets of indicators. */
public record EnteredTargets(TargetBook book) implements Entered {

    @Override
    public Object state() {
        return book.entered().size();
    }

    @Override
    public @Nullable Figure sizeEstimate(String area, String population, int year) {
        var found = book.find(Subject.size(Area.of(area), population, year));
        return found == null
                ? null
                : new Figure(
                        found.amount().value().longValueExact(),
                        found.subject().period().text(),
                        found.subject().year(),
                        found.source());
    }

    @Override
    public @Nullable Goal target(String area, String indicator, Period period, boolean addsUp) {
        var asked = Subject.target(indicator, Area.of(area), period);
        var found = book.find(asked);
        if (found != null) {
            return new Goal(found.amount().value(), found.amount().unit(), asked.period(), List.of(), found.source());
        }
        var parts = addsUp ? book.parts(asked) : List.<Target>of();
        if (parts.isEmpty()) {
            return null;
        }
        return new Goal(
                parts.stream().map(part -> part.amount().value()).reduce(BigDecimal.ZERO, BigDecimal::add),
                Unit.COUNT,
                asked.period(),
                parts.stream().map(part -> part.subject().period().text()).toList(),
                parts.stream().map(Target::source).distinct().collect(Collectors.joining("; ")));
    }
}
