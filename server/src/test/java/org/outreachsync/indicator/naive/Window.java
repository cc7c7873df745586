package org.outreachsync.indicator.naive;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What part of the records is asked for.
 *
 * @param sites at which
 * @param from from which day
 * @param to to which day
 * @param project of which project alone, or null for all
 * @param there where sites are to be on a day
 */
record Window(
        Set<String> sites,
        LocalDate from,
        LocalDate to,
        @Nullable String project,
        Where there) {

    /** Whether a site is where it is to be on a day. */
    @FunctionalInterface
    interface Where {
        boolean holds(String site, LocalDate day);
    }

    boolean holds(Hit hit) {
        return holds(hit.day()) && holdsSiteOn(hit, hit.day());
    }

    /** Whether somebody was counted at a site, for a project, that is meant on a day. */
    boolean holdsSiteOn(Hit hit, LocalDate day) {
        return sites.contains(hit.site())
                && (project == null || project.equals(hit.project()))
                && there.holds(hit.site(), day);
    }

    boolean holds(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    Window within(LocalDate start, LocalDate end) {
        return new Window(sites, start, end, project, there);
    }

    Window where(Where also) {
        return new Window(sites, from, to, project, (site, day) -> there.holds(site, day) && also.holds(site, day));
    }

    /** A person counted into a set, once. */
    record Hit(String person, String site, LocalDate day, String project) {}
}
