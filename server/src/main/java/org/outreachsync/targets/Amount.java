package org.outreachsync.targets;

import java.math.BigDecimal;
import java.util.Arrays;
import org.outreachsync.indicator.Unit;
import org.outreachsync.refusal.RefusedException;

/**
 * How much a target or size estimate is. Exact: a decimal stays the decimal that was written.
 *
 * @param value without zeros behind its last decimal, so that equal amounts are equal
 * @param unit in what
 */
public record Amount(BigDecimal value, Unit unit) {

    private static final int LENGTH_MAX = 24;

    public Amount {
        var stripped = value.stripTrailingZeros();
        // The exponent of a number that nobody writes out stays as it is, for the rules to refuse.
        value = stripped.scale() < 0 && stripped.scale() > -LENGTH_MAX ? stripped.setScale(0) : stripped;
    }

    /** So many people, events or pieces. */
    public static Amount count(long value) {
        return new Amount(BigDecimal.valueOf(value), Unit.COUNT);
    }

    /**
     * An amount as somebody wrote it.
     *
     * @param number digits with at most one point, such as 400 or 72.5; 72.5% is a percentage
     * @param unit count, percent or ratio, in small letters or capitals; empty for a count, or a percentage where the
     *     number says so
     * @throws RefusedException PARAMETER when it is none
     */
    public static Amount of(String number, String unit) {
        boolean saysPercent = number.endsWith("%");
        var digits = saysPercent ? number.substring(0, number.length() - 1).strip() : number;
        if (!isNumber(digits)) {
            throw TargetRules.wrong("value", "A value is written in digits, such as 400, 72.5 or 72.5%.");
        }
        var named = unit.isEmpty() ? (saysPercent ? Unit.PERCENT : Unit.COUNT) : unit(unit);
        if (saysPercent && named != Unit.PERCENT) {
            throw TargetRules.wrong("unit", "The value is a percentage.");
        }
        return new Amount(new BigDecimal(digits), named);
    }

    /**
     * A unit as somebody wrote it.
     *
     * @throws RefusedException PARAMETER when there is none of this name
     */
    public static Unit unit(String written) {
        return Arrays.stream(Unit.values())
                .filter(known -> known.name().equalsIgnoreCase(written))
                .findAny()
                .orElseThrow(() -> TargetRules.wrong("unit", "A unit is COUNT, PERCENT or RATIO."));
    }

    private static boolean isNumber(String written) {
        return !written.isEmpty()
                && written.length() <= LENGTH_MAX
                && written.chars().allMatch(character -> (character >= '0' && character <= '9') || character == '.')
                && written.chars().filter(character -> character == '.').count() <= 1
                && written.charAt(0) != '.'
                && !written.endsWith(".");
    }

    /** As people read it, such as 4200, 72.5% or 200.5. */
    @Override
    public String toString() {
        return value.toPlainString() + (unit == Unit.PERCENT ? "%" : "");
    }
}
