package org.outreachsync.targets;

import java.math.BigDecimal;
import java.util.Arrays;
import org.outreachsync.indicator.Unit;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;

/**
 * The amount of a target or size estimate, as an exact decimal.
 *
 * @param value without trailing zeros, so that equal amounts are equal
 * @param unit its unit
 */
public record Amount(BigDecimal value, Unit unit) {

    private static final int LENGTH_MAX = 24;

    public Amount {
        var stripped = value.stripTrailingZeros();
        // Numbers with a huge exponent stay as they are; the rules refuse them.
        value = stripped.scale() < 0 && stripped.scale() > -LENGTH_MAX ? stripped.setScale(0) : stripped;
    }

    /** A count of people, events or pieces. */
    public static Amount count(long value) {
        return new Amount(BigDecimal.valueOf(value), Unit.COUNT);
    }

    /**
     * Parses an amount.
     *
     * @param number digits with at most one point, such as 400 or 72.5; 72.5% is a percentage
     * @param unit count, percent or ratio, in small letters or capitals; empty for a count, or for a percentage if the
     *     number says so
     * @throws RefusedException PARAMETER if it is none
     */
    public static Amount of(String number, String unit) {
        boolean saysPercent = number.endsWith("%");
        var digits = saysPercent ? number.substring(0, number.length() - 1).strip() : number;
        if (!isNumber(digits)) {
            throw Parameters.refused("value", "Write the value in digits, such as 400, 72.5 or 72.5%.");
        }
        var named = unit.isEmpty() ? (saysPercent ? Unit.PERCENT : Unit.COUNT) : unit(unit);
        if (saysPercent && named != Unit.PERCENT) {
            throw Parameters.refused("unit", "The value is a percentage.");
        }
        return new Amount(new BigDecimal(digits), named);
    }

    /**
     * Parses a unit.
     *
     * @throws RefusedException PARAMETER for an unknown unit
     */
    public static Unit unit(String written) {
        return Arrays.stream(Unit.values())
                .filter(known -> known.name().equalsIgnoreCase(written))
                .findAny()
                .orElseThrow(() -> Parameters.refused("unit", "A unit is COUNT, PERCENT or RATIO."));
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
