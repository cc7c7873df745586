package org.outreachsync.export.dataset;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.question.Question;

/**
 * Which records a data set is about.
 *
 * @param sites the codes of its sites; null for all sites of the programme
 * @param region only while a site is in this region; empty for everywhere
 * @param country only while a site is in this country; empty for everywhere
 * @param project the number of the funding source, or {@link Question#ALL_PROJECTS}
 */
public record Coverage(@Nullable Set<String> sites, String region, String country, int project) {

    /** Everything. */
    public static final Coverage ALL = new Coverage(null, "", "", Question.ALL_PROJECTS);

    public Coverage {
        sites = sites == null ? null : Collections.unmodifiableSet(new TreeSet<>(sites));
    }
}
