package org.outreachsync.export.destination;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.DestinationLimits;
import org.outreachsync.export.destination.PolicyChoice.Decision;
import org.outreachsync.export.destination.PolicyChoice.Kind;
import org.outreachsync.export.safety.Sensitivities.Raised;
import org.outreachsync.model.CalendarDay;
import org.outreachsync.yaml.Mistakes;
import org.outreachsync.yaml.Yaml;

/** Reads the policy of a destination. */
final class PolicyReader {

    private static final int BASE_MIN = 3;
    private static final int BASE_MAX = 99;

    private static final Set<String> MEMBERS = Set.of("kind", "base", "below", "below_at_sites", "decision");

    private PolicyReader() {}

    /** Reads a policy; null stands for the usual one, which rounds. */
    static PolicyChoice read(@Nullable Yaml policy, DestinationLimits limits) {
        if (policy == null) {
            return new PolicyChoice(Kind.ROUND, PolicyChoice.USUAL_BASE, Raised.NOTHING, null);
        }
        var mistakes = new Mistakes();
        var members = policy.entries(MEMBERS, mistakes);
        var kind = mistakes.read(() -> kind(members.need("kind")));
        var base = mistakes.read(() -> base(members.get("base"), kind.get()));
        var below = mistakes.read(() -> threshold(members.get("below"), limits));
        var belowAtSites = mistakes.read(() -> threshold(members.get("below_at_sites"), limits));
        var decision = mistakes.read(() -> decision(policy, members.get("decision"), kind.get(), limits));
        mistakes.throwIfAny();
        return new PolicyChoice(kind.get(), base.get(), new Raised(below.get(), belowAtSites.get()), decision.get());
    }

    private static Kind kind(Yaml value) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(value.text()))
                .findAny()
                .orElseThrow(() -> value.wrong(
                        "\"" + value.text() + "\" is no policy",
                        Arrays.stream(Kind.values()).map(Kind::word).toList()));
    }

    private static int base(@Nullable Yaml value, Kind kind) {
        if (value == null) {
            return PolicyChoice.USUAL_BASE;
        }
        int base = value.whole(BASE_MIN, BASE_MAX);
        if (kind != Kind.ROUND || base % 2 == 0) {
            throw value.wrong("an odd base of rounding is expected, and only if the policy is round");
        }
        return base;
    }

    private static int threshold(@Nullable Yaml value, DestinationLimits limits) {
        return value == null ? 0 : value.whole(1, limits.policyBelowMax());
    }

    private static @Nullable Decision decision(Yaml policy, @Nullable Yaml value, Kind kind, DestinationLimits limits) {
        if ((kind == Kind.EXACT) != (value != null)) {
            throw policy.wrong("exact figures need a \"decision\" with by, on and why; other policies have none");
        }
        return value == null ? null : decision(value, limits);
    }

    private static Decision decision(Yaml value, DestinationLimits limits) {
        var mistakes = new Mistakes();
        var members = value.entries(Set.of("by", "on", "why"), mistakes);
        var by = mistakes.read(() -> members.need("by").text());
        var on = mistakes.read(() -> day(members.need("on")));
        var why = mistakes.read(() -> reason(members.need("why"), limits));
        mistakes.throwIfAny();
        return new Decision(by.get(), on.get(), why.get());
    }

    private static String reason(Yaml value, DestinationLimits limits) {
        if (value.text().length() < limits.exactReasonLengthMin()) {
            throw value.wrong("a reason of at least " + limits.exactReasonLengthMin() + " characters is expected");
        }
        return value.text();
    }

    private static LocalDate day(Yaml value) {
        try {
            return CalendarDay.parse(value.text());
        } catch (DateTimeException notADay) {
            throw value.wrong("a date such as 2026-01-31 is expected");
        }
    }
}
