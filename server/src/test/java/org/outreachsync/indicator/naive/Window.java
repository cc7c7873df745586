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
 */
record Window(Set<String> sites, LocalDate from, LocalDate to, @Nullable String project) {

    boolean holds(Hit hit) {
        return sites.contains(hit.site()) && holds(hit.day()) && (project == null || project.equals(hit.project()));
    }

    boolean holds(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    Window within(LocalDate start, LocalDate end) {
        return new Window(sites, start, end, project);
    }

    /** A person counted into a set, once. */
    record Hit(String person, String site, LocalDate day, String project) {}
}
