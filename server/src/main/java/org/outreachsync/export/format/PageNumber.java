package org.outreachsync.export.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.outreachsync.indicator.Unit;

/** Writes figures for readers: thousands in groups, percentages with one decimal, ratios with two. */
record PageNumber(Texts texts) {

    private static final String NO_BREAK_SPACE = "\u00A0";
    private static final String AS_TOLD = "*";
    private static final int GROUP = 3;

    String figure(Figure figure, Unit unit) {
        return words(figure, unit) + (figure.flag() == Flag.AS_TOLD ? AS_TOLD : "");
    }

    private String words(Figure figure, Unit unit) {
        var mask = figure.mask();
        if (mask != null) {
            return mask;
        }
        var number = figure.number();
        if (number == null) {
            return texts.get("page.none");
        }
        return (figure.how() == Flag.ROUNDED ? "≈" + NO_BREAK_SPACE : "") + number(number, unit);
    }

    String number(BigDecimal number, Unit unit) {
        return switch (unit) {
            case COUNT -> scaled(number, Math.max(0, number.stripTrailingZeros().scale()));
            case PERCENT -> scaled(number, 1) + NO_BREAK_SPACE + "%";
            case RATIO -> scaled(number, 2);
        };
    }

    private String scaled(BigDecimal number, int decimals) {
        var plain = number.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
        int point = decimals == 0 ? plain.length() : plain.indexOf('.');
        var text = new StringBuilder(plain.substring(0, point));
        for (int at = point - GROUP; at > (plain.startsWith("-") ? 1 : 0); at -= GROUP) {
            text.insert(at, NO_BREAK_SPACE);
        }
        return decimals == 0
                ? text.toString()
                : text.append(texts.get("page.decimal"))
                        .append(plain, point + 1, plain.length())
                        .toString();
    }
}
