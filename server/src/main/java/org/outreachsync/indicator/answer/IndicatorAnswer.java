package org.outreachsync.indicator.answer;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Benchmark;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.question.Comparison;
import org.outreachsync.model.codes.LocalizedText;

/**
 * The answer of one indicator for sites and a period, with what a reader must know to trust it. Immutable and
 * independent of its format.
 *
 * @param definition the indicator, with the sources and benchmarks of its definition
 * @param period the days, both ends included, as in the question
 * @param sites the codes of the question's sites, in alphabetical order
 * @param dimensions the dimensions of the breakdown, in the order of {@link Dimension}; empty for no breakdown
 * @param compared the comparisons in the answer
 * @param whole the figures of all sites and days together
 * @param rows the breakdown in its order; empty for no breakdown
 * @param provisional whether late records may still change the figures
 * @param usualPeriod whether the period is one for which the indicator is usually reported
 * @param late the number of late records of these sites and days
 * @param previous the figures of the period before; null if not requested
 * @param ownLabels the labels of the programme's own codes in the rows, by name of the dimension, then by code; empty
 *     for none
 * @param progress for each site how far its records are counted
 * @param completeness for each site which tablets may still hold unsent records
 */
public record IndicatorAnswer(
        Definition definition,
        Period period,
        List<String> sites,
        List<Dimension> dimensions,
        Set<Comparison> compared,
        Figures whole,
        List<Row> rows,
        boolean provisional,
        boolean usualPeriod,
        long late,
        @Nullable Previous previous,
        SortedMap<String, SortedMap<String, LocalizedText>> ownLabels,
        SortedMap<String, SiteProgress> progress,
        SortedMap<String, Completeness> completeness) {

    public IndicatorAnswer {
        sites = List.copyOf(sites);
        dimensions = List.copyOf(dimensions);
        compared = Set.copyOf(compared);
        rows = List.copyOf(rows);
        ownLabels = Collections.unmodifiableSortedMap(ownLabels);
        progress = Collections.unmodifiableSortedMap(progress);
        completeness = Collections.unmodifiableSortedMap(completeness);
    }

    /**
     * A row of a breakdown.
     *
     * @param labels its labels, by dimension
     * @param figures its figures
     * @param late the number of late records of the row; null for rows that are not made of records, such as age groups
     * @param month facts about the row's month alone; null for a breakdown that is not by month
     */
    public record Row(
            SortedMap<Dimension, String> labels,
            Figures figures,
            @Nullable Long late,
            @Nullable Month month) {

        public Row {
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        }
    }

    /**
     * The days of a month that a question covers.
     *
     * @param provisional whether late records may still change the figures of these days
     * @param usualPeriod whether they are a period for which the indicator is usually reported
     */
    public record Month(boolean provisional, boolean usualPeriod) {}

    /**
     * The period before.
     *
     * @param period as long as the question's, ending the day before it
     * @param whole its figures, without a target
     * @param rows its breakdown by the same dimensions
     */
    public record Previous(Period period, Figures whole, List<Row> rows) {
        public Previous {
            rows = List.copyOf(rows);
        }
    }

    /**
     * How far the records of a site are counted, as seq of the site's log.
     *
     * @param acknowledgedTo the server has acknowledged records up to here
     * @param countedTo all records up to here are in the figures
     * @param mayReach some records up to here may be in the figures, too; null if none beyond {@code countedTo} are
     */
    public record SiteProgress(
            long acknowledgedTo, long countedTo, @Nullable Long mayReach) {}

    /**
     * The tablets of a site that may still hold unsent records of the period.
     *
     * @param tablets how many are in use at the site
     * @param notSynced how many of them did not sync since the period ended or, while it lasts, since midnight
     * @param since that time
     * @param waitingFor the ones of those that synced longest ago, 50 at most
     */
    public record Completeness(int tablets, int notSynced, Instant since, List<Waiting> waitingFor) {
        public Completeness {
            waitingFor = List.copyOf(waitingFor);
        }
    }

    /**
     * A tablet that did not sync.
     *
     * @param tablet its number in the programme
     * @param lastSynced the time of its last sync, accurate to some minutes; null if it never synced
     */
    public record Waiting(long tablet, @Nullable Instant lastSynced) {}

    /** The published values to compare the whole with: those of the definition, if the period is a usual one. */
    public List<Benchmark> benchmarks() {
        return usualPeriod ? definition.benchmarks() : List.of();
    }

    /** A copy with another completeness, which may change while the figures do not. */
    IndicatorAnswer with(Map<String, Completeness> other) {
        return new IndicatorAnswer(
                definition,
                period,
                sites,
                dimensions,
                compared,
                whole,
                rows,
                provisional,
                usualPeriod,
                late,
                previous,
                ownLabels,
                progress,
                new TreeMap<>(other));
    }
}
