package org.outreachsync.export.destination;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Policy;
import org.outreachsync.export.safety.Sensitivities.Raised;
import org.outreachsync.model.codes.LocalizedText;

/**
 * How people are protected from the recipients of a destination.
 *
 * @param kind the kind of policy
 * @param base to which multiple counts are rounded, for {@link Kind#ROUND}
 * @param raised thresholds above those of the rules
 * @param decision who decided that recipients get exact figures; null unless {@link Kind#EXACT}
 */
public record PolicyChoice(
        Kind kind, int base, Raised raised, @Nullable Decision decision) {

    /** The usual base of rounding. */
    public static final int USUAL_BASE = 5;

    /** The kinds of policies. */
    public enum Kind {
        /** Small counts are "a few", others are rounded. */
        ROUND,
        /** Small counts are left out, and as many others as it takes; the rest is exact. */
        SUPPRESS,
        /** Everything is exact. */
        EXACT;

        /** The name in files and requests. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An owner's decision to give recipients exact figures.
     *
     * @param by the name and role of who decided
     * @param on the day of the decision
     * @param why the reason, such as the agreement that binds the recipient
     */
    public record Decision(String by, LocalDate on, String why) {}

    /** The policy. */
    public Policy policy() {
        return switch (kind) {
            case ROUND -> new Policy.Round(base);
            case SUPPRESS -> new Policy.Suppress();
            case EXACT -> new Policy.Exact();
        };
    }

    /** Whether recipients learn no more by this policy than by another one, whatever the counts are. */
    public boolean isAsStrictAs(PolicyChoice other) {
        if (other.kind == Kind.EXACT) {
            return true;
        }
        return kind == other.kind
                && base == other.base
                && raised.below() >= other.raised.below()
                && raised.belowAtSites() >= other.raised.belowAtSites();
    }

    /** What readers need to know about it. */
    public LocalizedText explanation() {
        return switch (kind) {
            case ROUND ->
                text(
                        "To protect people, small counts are given as a range, and all others are rounded to a multiple of "
                                + base + ". Totals are rounded by themselves, so parts may not add up to them.",
                        "Для защиты людей малые числа даны диапазоном, остальные округлены до числа, кратного " + base
                                + ". Итоги округлены отдельно, поэтому могут не совпадать с суммой частей.");
            case SUPPRESS ->
                text(
                        "To protect people, small counts are left out, and with them others from which they could be worked out. What is given is exact, as of its report.",
                        "Для защиты людей малые числа не приводятся, как и другие, по которым их можно вычислить. Приведённые числа точны на день своего отчёта.");
            case EXACT ->
                text(
                        "All figures are exact. They may allow conclusions about single people, and must not be passed on.",
                        "Все числа точные. По ним можно узнать об отдельных людях, передавать их дальше нельзя.");
        };
    }

    private static LocalizedText text(String english, String russian) {
        return new LocalizedText(Map.of(LocalizedText.ENGLISH, english, "ru", russian), Set.of());
    }
}
