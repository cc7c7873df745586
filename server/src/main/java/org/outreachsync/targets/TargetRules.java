package org.outreachsync.targets;

import java.util.Map;
import org.outreachsync.identity.Placement;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/** Checks what somebody enters, and names what is wrong. */
final class TargetRules {

    private final Targets.Known known;
    private final Targets.Terms terms;

    TargetRules(Targets.Known known, Targets.Terms terms) {
        this.known = known;
        this.terms = terms;
    }

    void check(Subject subject, long value, String source) {
        boolean isTarget = subject.kind() == Subject.Kind.TARGET;
        if (isTarget && !known.indicators().contains(subject.indicator())) {
            throw wrong("indicator", "A target names an indicator of the catalogue, such as PERSONS_REACHED, and none that is neutral.");
        }
        if (!isTarget && !subject.indicator().isEmpty()) {
            throw wrong("indicator", "A size estimate is of a population, not of an indicator.");
        }
        check(subject.area());
        if (isTarget && !subject.population().isEmpty()) {
            throw wrong("population", "A target is about everybody whom its indicator counts. Leave the population out.");
        }
        if (!isTarget && known.codes().get("population").byCode(subject.population()) == null) {
            throw wrong("population", "A population is a code of the list population, such as PWID.");
        }
        if (subject.year() < terms.yearMin() || subject.year() > terms.yearMax()) {
            throw wrong("year", "A year is " + terms.yearMin() + " to " + terms.yearMax() + ".");
        }
        if (value < 1 || value > terms.valueMax()) {
            throw wrong("value", "A value is a whole number from 1 to " + terms.valueMax() + ".");
        }
        boolean printable = source.codePoints().noneMatch(Character::isISOControl);
        if (source.strip().length() < terms.sourceLengthMin() || source.length() > terms.sourceLengthMax() || !printable) {
            throw wrong(
                    "source",
                    "Say where the figure comes from, in " + terms.sourceLengthMin() + " to " + terms.sourceLengthMax()
                            + " printable characters.");
        }
    }

    private void check(Area area) {
        switch (area.level()) {
            case SITE -> allow(known.sites().find(area.code()) != null, "There is no such site; see the list of sites.");
            case REGION -> allow(Placement.isRegion(area.code()), "A region's code has 1 to 32 of A-Z, 0-9, underscore and hyphen.");
            case COUNTRY -> allow(Placement.isCountry(area.code()), "A country is one of ISO 3166-1 in two letters, such as KG.");
        }
    }

    private static void allow(boolean allowed, String otherwise) {
        if (!allowed) {
            throw wrong("area", otherwise);
        }
    }

    static RefusedException wrong(String parameter, String message) {
        return new RefusedException(Code.PARAMETER, message, Map.of("parameter", parameter));
    }
}
