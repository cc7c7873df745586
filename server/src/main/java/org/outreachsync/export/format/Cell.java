package org.outreachsync.export.format;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The content of a cell. */
sealed interface Cell {

    /** A blank cell. */
    Cell BLANK = new Text("");

    /** A text. */
    record Text(String text) implements Cell {}

    /** A count. */
    record Count(BigDecimal number) implements Cell {}

    /** A number with a fraction. */
    record Fraction(BigDecimal number) implements Cell {}

    /** A day. */
    record Day(LocalDate day) implements Cell {}

    /**
     * A figure without a number, which another cell of the line flags.
     *
     * @param mask what people read in its place
     */
    record Masked(String mask) implements Cell {}

    static Cell text(@Nullable String text) {
        return text == null ? BLANK : new Text(text);
    }

    static Cell count(@Nullable Number number) {
        return number == null ? BLANK : new Count(BigDecimal.valueOf(number.longValue()));
    }

    static Cell figure(Figure figure) {
        var mask = figure.mask();
        if (mask != null) {
            return new Masked(mask);
        }
        var number = figure.number();
        return number == null ? BLANK : number.scale() == 0 ? new Count(number) : new Fraction(number);
    }
}
