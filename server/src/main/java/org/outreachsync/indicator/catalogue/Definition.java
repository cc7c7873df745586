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
 * A figure that may be asked for.
 *
 * @param code stable
 * @param kind how it adds up
 * @param labels its name
 * @param definition a plain sentence
 * @param askedBy who asks for it
 * @param source where it is defined; null when the programme did not say
 * @param benchmarks what its values are held against
 * @param periods the usual periods
 * @param neutral whether more is neither better nor worse, so that nobody may set a target
 * @param numerator what is counted
 * @param numeratorOnly whom the numerator is limited to
 * @param denominator what it is divided by, or null
 * @param denominatorOnly whom the denominator is limited to
 * @param per the value is the quotient times this: 100 for a share, 1 for an average
 * @param by what it may be broken down by
 * @param version of the definition
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
     * @param title with who published it
     * @param year of publication; null for what is kept up to date
     * @param where to find it: an address or a file
     * @param at which part of it; empty for the whole
     */
    public record Source(String title, @Nullable Integer year, String where, String at) {}

    /**
     * A value that a publication calls good.
     *
     * @param value in the unit of the figure's values
     * @param source which publication
     */
    public record Benchmark(int value, Source source) {}

    /** For how many days after a period its figure still moves although every record came in time. */
    public int followUpDays() {
        return Math.max(numerator.followUpDays(), denominator == null ? 0 : denominator.followUpDays());
    }

    /** In what its targets may be written. */
    public Set<Unit> units() {
        return denominator == null
                ? EnumSet.of(Unit.COUNT)
                : EnumSet.of(Unit.COUNT, per == SHARE ? Unit.PERCENT : Unit.RATIO);
    }

    /**
     * Whether it says how many of some people or events: such a share is 100 % at the most. What is compared with a
     * target, and units, may be more.
     */
    public boolean isPartOfAWhole() {
        return denominator != null && per == SHARE && kind != Kind.UNITS && !(denominator instanceof Operand.Target);
    }

    /** Whether figures of periods that follow each other add up to that of all of them. */
    public boolean addsUpOverTime() {
        return kind == Kind.EVENTS || kind == Kind.UNITS;
    }

    /**
     * As it is counted for one element of a set: each operand by what it counts by element, or as it is where it counts
     * nothing so.
     *
     * @param rename the name under which a measure is counted for the element
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

    /** Whether the denominator is entered by people rather than counted. */
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

    /** What a figure may be broken down by. */
    public enum Dimension {
        SEX,
        AGE,
        POPULATION,
        PROJECT,
        /** How the service reached the person. */
        MODE("mode"),
        /** Who violated a right. */
        PERPETRATOR("perpetrator"),
        /** Of a training. */
        TOPIC("training_topic"),
        /** Why a client uses the services no more. */
        REASON("exit_reason"),
        COMMODITY("commodity"),
        /** Any of those that a record names. */
        SUBSTANCE,
        /** Of trained staff. */
        ROLE("role"),
        /** Which right was violated. */
        VIOLATION("rights_violation"),
        /** What came of a referral. */
        OUTCOME("referral_outcome"),
        /** Why a treatment stopped; of persons, by the list of the measure. */
        STOP_REASON,
        SITE,
        REGION,
        COUNTRY,
        PROVIDER,
        MONTH;

        /** Those that say in which way something happened: a field of the record. No record has two of them. */
        public static final Set<Dimension> WAYS =
                Collections.unmodifiableSet(EnumSet.of(MODE, PERPETRATOR, TOPIC, REASON));
        /** Those that say what it was, in a field of the record. No record has two of them. */
        public static final Set<Dimension> ITEM_FIELDS = Collections.unmodifiableSet(EnumSet.of(VIOLATION, OUTCOME));
        /** Those that say what it was, line by line, as the key of the line. */
        public static final Set<Dimension> ITEM_KEYS = Collections.unmodifiableSet(EnumSet.of(COMMODITY, ROLE));
        /** Those that say what it was. */
        public static final Set<Dimension> ITEMS =
                Collections.unmodifiableSet(EnumSet.of(COMMODITY, ROLE, VIOLATION, OUTCOME));

        private final @Nullable String list;

        Dimension() {
            this.list = null;
        }

        Dimension(String list) {
            this.list = list;
        }

        /** The code list of one of the {@link #WAYS} or {@link #ITEMS}; of others null. */
        public @Nullable String list() {
            return list;
        }

        /** The one among some dimensions whose codes are of a list, or null. */
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
