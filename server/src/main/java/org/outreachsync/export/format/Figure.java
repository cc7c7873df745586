package org.outreachsync.export.format;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Range;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.Unit;
import org.outreachsync.indicator.catalogue.Definition;

/**
 * A figure as files show it.
 *
 * @param how how it is told
 * @param isAsTold whether it is as in an earlier report
 * @param number the number that is told; null if none is
 * @param range what the true count can be, as far as the flag tells; null for a value, and if nothing is told
 */
record Figure(
        Flag how,
        boolean isAsTold,
        @Nullable BigDecimal number,
        @Nullable Range range) {

    /** Stands for a figure that is left out. An en dash, which no spreadsheet takes for a minus. */
    static final String LEFT_OUT = "–";

    private static final int PERCENT = 100;

    static Figure of(@Nullable Told told) {
        return of(told, false);
    }

    private static Figure of(@Nullable Told told, boolean isAsTold) {
        var number = Line.number(told);
        return new Figure(
                Flag.of(told),
                isAsTold,
                number == null ? null : BigDecimal.valueOf(number),
                told == null || told instanceof Told.LeftOut ? null : told.range());
    }

    static Figure numerator(Line line) {
        return of(line.numerator(), line.isNumeratorAsTold());
    }

    static Figure denominator(Line line) {
        var denominator = line.denominator();
        return denominator == null ? of(null) : of(denominator.told(), denominator.isAsTold());
    }

    /** Its flag. */
    Flag flag() {
        return isAsTold && how != Flag.LEFT_OUT && how != Flag.NONE ? Flag.AS_TOLD : how;
    }

    /**
     * The value of the indicator: the count, or the quotient for an indicator with a denominator. A quotient is left
     * out if a figure that it needs is masked.
     */
    static Figure value(Line line) {
        if (line.definition().denominator() == null) {
            return numerator(line);
        }
        var quotient = line.quotient();
        if (quotient != null) {
            return new Figure(
                    quotient.isRounded() ? Flag.ROUNDED : Flag.EXACT,
                    line.isAsTold(),
                    BigDecimal.valueOf(quotient.quotient()),
                    null);
        }
        return new Figure(isMissing(line) ? Flag.NONE : Flag.LEFT_OUT, false, null, null);
    }

    /** Whether there would be no quotient even if everything was told. */
    private static boolean isMissing(Line line) {
        var denominator = line.denominator();
        return line.numerator() == null
                || denominator == null
                || (denominator.told() instanceof Told.Exact(long value) && value == 0);
    }

    /** The unit of the value of an indicator. */
    static Unit unit(Definition definition) {
        if (definition.denominator() == null) {
            return Unit.COUNT;
        }
        return definition.per() == PERCENT ? Unit.PERCENT : Unit.RATIO;
    }

    /** What stands for a masked figure; null if there is a number, or no figure. */
    @Nullable
    String mask() {
        return switch (how) {
            case FEW -> range == null ? LEFT_OUT : few(range);
            case LEFT_OUT -> LEFT_OUT;
            case EXACT, ROUNDED, AS_TOLD, NONE -> null;
        };
    }

    private static String few(Range range) {
        return range.least() == 0 ? "<" + (range.most() + 1) : range.least() + "–" + range.most();
    }
}
