package org.outreachsync.render;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A line of RFC 4180 CSV. A null is an empty field. */
final class CsvLine {

    private static final String END = "\r\n";
    /** A spreadsheet would read text that begins with these as a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private static final String QUOTED = ",\"\r\n";

    private final StringBuilder fields = new StringBuilder();
    private boolean isBegun;

    /** A text, escaped so that a spreadsheet does not read it as a formula. */
    CsvLine text(@Nullable String text) {
        boolean isFormula = text != null && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return field(text == null ? "" : isFormula ? "'" + text : text);
    }

    /** Several texts. */
    CsvLine texts(Iterable<String> texts) {
        texts.forEach(this::text);
        return this;
    }

    /** A whole number. */
    CsvLine number(@Nullable Long number) {
        return field(number == null ? "" : number.toString());
    }

    /** A binary floating-point number, with as many digits as identify it. */
    CsvLine fraction(double number) {
        return field(Double.toString(number));
    }

    /** A decimal number, without an exponent. */
    CsvLine number(@Nullable BigDecimal number) {
        return field(number == null ? "" : number.toPlainString());
    }

    /** True or false. */
    CsvLine flag(boolean flag) {
        return field(Boolean.toString(flag));
    }

    private CsvLine field(String text) {
        fields.append(isBegun ? "," : "");
        isBegun = true;
        if (text.chars().anyMatch(character -> QUOTED.indexOf(character) >= 0)) {
            fields.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            fields.append(text);
        }
        return this;
    }

    /** The line with its end. */
    @Override
    public String toString() {
        return fields + END;
    }
}
