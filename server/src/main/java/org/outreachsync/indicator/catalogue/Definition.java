package org.outreachsync.indicator.catalogue;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.Unit;
import org.outreachsync.model.codes.LocalizedText;

/**
 * The definition of an indicator.
 *
 * @param code the code, which never changes
 * @param kind how it adds up
 * @param labels its name
 * @param definition a sentence that defines it
 * @param askedBy who asks for it
 * @param source where it is defined; null if the programme did not say
 * @param benchmarks the published benchmarks
 * @param periods the usual periods
 * @param neutral whether a higher value is neither better nor worse; then it has no targets
 * @param numerator what is counted
 * @param numeratorOnly the people to whom the numerator is limited
 * @param denominator what it is divided by, or null
 * @param denominatorOnly the people to whom the denominator is limited
 * @param per the factor by which the quotient is multiplied: 100 for a share, 1 for an average
 * @param by the breakdowns that it allows
 * @param version the version of the definition
 */
public record Definition(
        String code,
        Kind kind,
        LocalizedText labels,
        LocalizedText definition,
        String askedBy,
        @Nullable Source source,
        List<Benchmark> benchmarks,
        Periods periods,
        boolean neutral,
        Operand numerator,
        Operand.Only numeratorOnly,
        @Nullable Operand denominator,
        Operand.Only denominatorOnly,
        int per,
        Set<Dimension> by,
        int version) {

    private static final int SHARE = 100;

    public Definition {
        by = Set.copyOf(by);
        benchmarks = List.copyOf(benchmarks);
    }

    /**
     * A publication.
     *
     * @param title the title with its publisher
     * @param year the year of publication; null if it is updated continuously
     * @param where the address or file where it is found
     * @param at the part of it; empty for the whole
     */
    public record Source(String title, @Nullable Integer year, String where, String at) {}

    /**
     * A value that a publication recommends.
     *
     * @param value the value in the unit of the indicator
     * @param source the publication
     */
    public record Benchmark(int value, Source source) {}

    /** For how many days after a period its figure can still change, even if every record arrives in time. */
    public int followUpDays() {
        return Math.max(numerator.followUpDays(), denominator == null ? 0 : denominator.followUpDays());
    }

    /** The units in which its targets may be given. */
    public Set<Unit> units() {
        return denominator == null
                ? EnumSet.of(Unit.COUNT)
                : EnumSet.of(Unit.COUNT, per == SHARE ? Unit.PERCENT : Unit.RATIO);
    }

    /**
     * Whether its value is a share of people or events, which is at most 100 %. A comparison with a target, or of
     * units, may exceed that.
     */
    public boolean isPartOfAWhole() {
        return denominator != null && per == SHARE && kind != Kind.UNITS && !(denominator instanceof Operand.Target);
    }

    /** Whether the figures of consecutive periods add up to the figure of all of them. */
    public boolean addsUpOverTime() {
        return kind == Kind.EVENTS || kind == Kind.UNITS;
    }

    /**
     * The definition for one element of a set. Operands that are counted by element are replaced; others stay as they
     * are.
     *
     * @param rename gives the name under which a measure is counted for the element
     */
    public Definition ofElement(UnaryOperator<String> rename) {
        return new Definition(
                code,
                kind,
                labels,
                definition,
                askedBy,
                source,
                benchmarks,
                periods,
                neutral,
                renamed(numerator, rename),
                numeratorOnly,
                denominator == null ? null : renamed(denominator, rename),
                denominatorOnly,
                per,
                by,
                version);
    }

    private static Operand renamed(Operand operand, UnaryOperator<String> rename) {
        return switch (operand) {
            case Operand.Sum sum ->
                new Operand.Sum(sum.measures().stream().map(rename).toList());
            case Operand.Persons(Operand.People.All all) ->
                new Operand.Persons(new Operand.People.All(
                        all.measures().stream().map(rename).toList()));
            default -> operand;
        };
    }

    /** Whether people enter the denominator, so that it is not counted. */
    public boolean isEntered() {
        return denominator instanceof Operand.SizeEstimate || denominator instanceof Operand.Target;
    }

    /** How a figure adds up. */
    public enum Kind {
        /** Events: add up over sites and days. */
        EVENTS,
        /** Units: add up over sites and days. */
        UNITS,
        /** Distinct persons: counted over all sites and days at once. */
        PERSONS,
        /** Persons at a date, not summed over time. */
        STATUS,
        /** Sites. */
        SITES
    }

    /** The breakdowns of a figure. */
    public enum Dimension {
        SEX,
        AGE,
        POPULATION,
        PROJECT,
        /** How the service reached the person. */
        MODE("mode"),
        /** Who violated a right. */
        PERPETRATOR("perpetrator"),
        /** The topic of a training. */
        TOPIC("training_topic"),
        /** Why a client no longer uses the services. */
        REASON("exit_reason"),
        COMMODITY("commodity"),
        /** Each substance that a record lists. */
        SUBSTANCE,
        /** The role of trained staff. */
        ROLE("role"),
        /** Which right was violated. */
        VIOLATION("rights_violation"),
        /** The result of a referral. */
        OUTCOME("referral_outcome"),
        /** Why a treatment stopped. Applies to persons; the code list depends on the measure. */
        STOP_REASON,
        SITE,
        REGION,
        COUNTRY,
        PROVIDER,
        MONTH;

        /** Breakdowns by how something happened, a field of the record. No record has two of them. */
        public static final Set<Dimension> WAYS =
                Collections.unmodifiableSet(EnumSet.of(MODE, PERPETRATOR, TOPIC, REASON));
        /** Breakdowns by what it was, a field of the record. No record has two of them. */
        public static final Set<Dimension> ITEM_FIELDS = Collections.unmodifiableSet(EnumSet.of(VIOLATION, OUTCOME));
        /** Breakdowns by what it was, the key of each line. */
        public static final Set<Dimension> ITEM_KEYS = Collections.unmodifiableSet(EnumSet.of(COMMODITY, ROLE));
        /** All breakdowns by what it was. */
        public static final Set<Dimension> ITEMS =
                Collections.unmodifiableSet(EnumSet.of(COMMODITY, ROLE, VIOLATION, OUTCOME));

        /**
         * Breakdowns by site, place, month and funding source. Every record is in one group of these, whatever it says
         * and whatever its person. A row of any other breakdown is about all sites and days.
         */
        public static final Set<Dimension> OF_RECORDS =
                Collections.unmodifiableSet(EnumSet.of(PROJECT, SITE, REGION, COUNTRY, PROVIDER, MONTH));

        private final @Nullable String list;

        Dimension() {
            this.list = null;
        }

        Dimension(String list) {
            this.list = list;
        }

        /** The code list of one of the {@link #WAYS} or {@link #ITEMS}; null for others. */
        public @Nullable String list() {
            return list;
        }

        /** The breakdown among these whose codes come from this list, or null. */
        public static @Nullable Dimension ofList(Set<Dimension> among, @Nullable String list) {
            return among.stream()
                    .filter(dimension -> Objects.equals(dimension.list, list))
                    .findAny()
                    .orElse(null);
        }

        /** The name in files and requests. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
