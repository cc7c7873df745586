package org.outreachsync.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads numbers as documents and messages have them: digits, maybe with a sign, a point and an exponent. */
public final class WrittenNumber {

    /** Java takes its time for a number as long as a document, and nothing is counted with as many digits. */
    private static final int LENGTH_MAX = 100;

    /** What is read, in words that follow "a number". */
    public static final String LIMITS =
            "of at most " + LENGTH_MAX + " characters, and at most nine digits in its exponent";

    private static final int EXPONENT_DIGITS_MAX = 9;

    private WrittenNumber() {}

    /** The number, exactly; null if it is none, or beyond the {@link #LIMITS}. */
    public static @Nullable BigDecimal exact(String written) {
        if (written.length() > LENGTH_MAX || !isWithinLimits(written)) {
            return null;
        }
        try {
            return new BigDecimal(written);
        } catch (NumberFormatException none) {
            return null;
        }
    }

    /** Java would also read the digits of other scripts. */
    private static boolean isWithinLimits(String written) {
        int exponent = Math.max(written.indexOf('e'), written.indexOf('E'));
        long exponentDigits = exponent < 0
                ? 0
                : written.substring(exponent).chars().filter(Character::isDigit).count();
        return exponentDigits <= EXPONENT_DIGITS_MAX && written.chars().allMatch(character -> character < 0x80);
    }

    /** The whole number of 32 bits; null if it is none. As in JSON Schema, 15.0 is one, too. */
    public static @Nullable Integer whole(String written) {
        var number = exact(written);
        return number == null ? null : whole(number);
    }

    /** A number as a whole one of 32 bits; null if it is none. */
    public static @Nullable Integer whole(BigDecimal number) {
        try {
            return number.intValueExact();
        } catch (ArithmeticException notWhole) {
            return null;
        }
    }
}
