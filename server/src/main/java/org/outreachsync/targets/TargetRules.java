package org.outreachsync.targets;

import java.math.BigDecimal;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.outreachsync.config.Limits;
import org.outreachsync.identity.Placement;
import org.outreachsync.identity.Sites;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.Regions;
import org.outreachsync.indicator.Unit;
import org.outreachsync.refusal.Nearest;
import org.outreachsync.refusal.Parameters;

/** Checks an entry, and names what is wrong. */
final class TargetRules {

    private static final int DIGITS_MAX = 18;
    /** Percent. */
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    private final Targets.Known known;
    private final Regions regions;
    private final Limits.Targets limits;

    TargetRules(Targets.Known known, Limits.Targets limits) {
        this.known = known;
        this.regions = new Regions(known.codes());
        this.limits = limits;
    }

    /**
     * Checks a figure.
     *
     * @param isSite whether a code is that of a site
     */
    void check(Subject subject, Amount amount, String source, Predicate<String> isSite) {
        boolean isTarget = subject.kind() == Subject.Kind.TARGET;
        if (isTarget && !known.indicators().containsKey(subject.indicator())) {
            throw Parameters.refused("indicator", whyNoTarget(subject.indicator()));
        }
        if (!isTarget && !subject.indicator().isEmpty()) {
            throw Parameters.refused("indicator", "A size estimate is of a population, not of an indicator.");
        }
        check(subject.area(), isSite);
        if (isTarget && !subject.population().isEmpty()) {
            throw Parameters.refused(
                    "population", "A target covers everybody whom its indicator counts. Leave the population out.");
        }
        if (!isTarget && known.codes().get("population").byCode(subject.population()) == null) {
            throw Parameters.refused(
                    "population", "The population must be a code of the list population, such as PWID.");
        }
        if (subject.year() < limits.yearMin() || subject.year() > limits.yearMax()) {
            throw Parameters.refused(
                    "period",
                    "The period must end in a year from " + limits.yearMin() + " to " + limits.yearMax() + ".");
        }
        if (!isTarget && !subject.period().equals(Period.ofYear(subject.year()))) {
            throw Parameters.refused("period", "A size estimate must be for a calendar year, such as 2026.");
        }
        var units = known.indicators().getOrDefault(subject.indicator(), Set.of(Unit.COUNT));
        if (!units.contains(amount.unit())) {
            var written = units.stream().sorted().map(TargetRules::words).collect(Collectors.joining(" or "));
            var what = isTarget ? "A target of " + subject.indicator() : "A size estimate";
            throw Parameters.refused(
                    "unit", what + " is written as " + written + ", not as " + words(amount.unit()) + ".");
        }
        check(amount);
        boolean isTooMuch = amount.unit() == Unit.PERCENT && amount.value().compareTo(WHOLE) > 0;
        if (isTooMuch && known.partsOfAWhole().contains(subject.indicator())) {
            throw Parameters.refused("value", "This indicator is a share: its target is at most 100 %.");
        }
        if (source.strip().length() < limits.sourceLengthMin()
                || source.length() > limits.sourceLengthMax()
                || !Parameters.isLine(source)) {
            throw Parameters.refused(
                    "source",
                    "Give the source of the figure in " + limits.sourceLengthMin() + " to " + limits.sourceLengthMax()
                            + " visible characters, in one line.");
        }
    }

    private String whyNoTarget(String indicator) {
        if (indicator.isEmpty()) {
            return "A target names an indicator of the catalogue, such as PERSONS_REACHED.";
        }
        if (known.neutral().contains(indicator)) {
            return "The indicator " + indicator + " is neutral: it is reported, and has no target.";
        }
        var nearest = Nearest.to(indicator, known.indicators().keySet());
        return "There is no such indicator in the catalogue."
                + (nearest == null ? "" : " Did you mean " + nearest + "?");
    }

    private static String words(Unit unit) {
        return switch (unit) {
            case COUNT -> "a whole number (COUNT)";
            case PERCENT -> "a percentage (PERCENT)";
            case RATIO -> "a ratio (RATIO)";
        };
    }

    private void check(Amount amount) {
        int decimals = amount.unit() == Unit.COUNT ? 0 : limits.decimalsMax();
        var value = amount.value();
        // Check the number of digits first, so that a number with millions of them is never written out.
        boolean isShort = value.precision() <= DIGITS_MAX && value.scale() >= 0 && value.scale() <= decimals;
        if (!isShort || value.signum() <= 0 || value.compareTo(BigDecimal.valueOf(limits.valueMax())) > 0) {
            var number = decimals == 0
                    ? "a whole number from 1"
                    : "a number above 0, with at most " + decimals + " decimals,";
            throw Parameters.refused("value", "The value must be " + number + " to " + limits.valueMax() + ".");
        }
    }

    private void check(Area area, Predicate<String> isSite) {
        switch (area.level()) {
            case SITE -> allow(isSite.test(area.code()), Sites.NO_SUCH);
            case REGION -> {
                allow(
                        Placement.isRegion(area.code()),
                        "A region code has 1 to 32 characters, each A-Z, 0-9, an underscore or a hyphen.");
                regions.checkRegion("area", area.code(), code -> isPlaced(Placement::region, code));
            }
            case COUNTRY -> {
                allow(Placement.isCountry(area.code()), "A country is a two-letter code of ISO 3166-1, such as KG.");
                regions.checkCountry("area", area.code(), code -> isPlaced(Placement::country, code));
            }
        }
    }

    private boolean isPlaced(Function<Placement, String> what, String code) {
        return known.sites().list().stream()
                .flatMap(site -> site.placements().stream())
                .map(what)
                .anyMatch(code::equals);
    }

    private static void allow(boolean allowed, String otherwise) {
        if (!allowed) {
            throw Parameters.refused("area", otherwise);
        }
    }
}
