package org.outreachsync.load.indicator;

import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.answer.Entered;
import org.outreachsync.targets.Area;
import org.outreachsync.targets.Subject;
import org.outreachsync.targets.Targets;

/** The server's targets and size estimates, looked up as the server does. */
record BenchTargets(Targets targets) implements Entered {

    @Override
    public Object state() {
        return targets.book().entered().size();
    }

    @Override
    public @Nullable Figure sizeEstimate(String area, String population, int year) {
        return find(Subject.size(Area.of(area), population, year));
    }

    @Override
    public @Nullable Figure target(String area, String indicator, int year) {
        return find(Subject.target(indicator, Area.of(area), "", year));
    }

    private @Nullable Figure find(Subject subject) {
        var found = targets.book().find(subject);
        return found == null ? null : new Figure(found.value(), found.subject().year(), found.source());
    }
}
