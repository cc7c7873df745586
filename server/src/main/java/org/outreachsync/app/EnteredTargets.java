package org.outreachsync.app;

import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.answer.Entered;
import org.outreachsync.targets.Area;
import org.outreachsync.targets.Subject;
import org.outreachsync.targets.TargetBook;

/** Targets and size estimates, as they stood when they were last read, as the denominators of indicators. */
public record EnteredTargets(TargetBook book) implements Entered {

    @Override
    public Object state() {
        return book.entered().size();
    }

    @Override
    public @Nullable Figure sizeEstimate(String area, String population, int year) {
        return find(Subject.size(Area.of(area), population, year));
    }

    @Override
    public @Nullable Figure target(String area, String indicator, int year) {
        return find(Subject.target(indicator, Area.of(area), year));
    }

    private @Nullable Figure find(Subject subject) {
        var found = book.find(subject);
        return found == null ? null : new Figure(found.value(), found.subject().year(), found.source());
    }
}
