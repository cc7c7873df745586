package org.outreachsync.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of the year's indicators, grouped by who asks for them: a selection, or all. */
final class YearTable {

    private static final String PROGRAMME = "programme";

    /** Who asks, in the order of the table. */
    static final List<String> ASKED_BY = List.of("WHO", "UNAIDS", "PEPFAR", "Global Fund", "EUDA", PROGRAMME);

    /** The selection. */
    static final Set<String> FIRST = Set.of(
            "PRV.8",
            "HTS.4",
            "PRV.14",
            "NALOXONE.GIVEN",
            "GAM-NSP",
            "GAM-PREV",
            "GAM-OAMT",
            "KP_PREV",
            "PrEP_NEW",
            "GEND_GBV",
            "KP-1d",
            "KP-5",
            "HTS-3d",
            "ST10.SYRINGES",
            "ST10.POINTS",
            "PERSONS_REACHED",
            "NEW",
            "W.SHARE",
            "W.SHELTER.NIGHTS",
            "PRISON.7D");

    private static final int LABEL_WIDTH_MAX = 66;

    private YearTable() {}

    /**
     * The table, a line for each row.
     *
     * @param all whether to show every indicator, not only {@link #FIRST}
     */
    static List<String> tell(List<Figure> figures, boolean all) {
        var shown = figures.stream()
                .filter(figure -> all || FIRST.contains(figure.code()))
                .toList();
        int widest =
                shown.stream().mapToInt(figure -> label(figure).length()).max().orElse(1);
        var format = "    %-25s  %-" + widest + "s %13s %8s  %s";
        var text = new ArrayList<String>();
        for (var asker : ASKED_BY) {
            long asked = figures.stream()
                    .filter(figure -> figure.askedBy().equals(asker))
                    .count();
            var rows = shown.stream()
                    .filter(figure -> figure.askedBy().equals(asker))
                    .map(figure -> row(figure, format))
                    .toList();
            var name = asker.equals(PROGRAMME) ? "The programme itself" : asker;
            text.add("  " + name + (rows.size() < asked ? ", " + rows.size() + " of " + asked + " indicators" : ""));
            text.addAll(rows);
        }
        return text;
    }

    private static String label(Figure figure) {
        var written = figure.period().equals(Integer.toString(Year.YEAR))
                ? figure.label()
                : figure.label() + ", " + figure.period();
        return written.length() > LABEL_WIDTH_MAX
                ? written.substring(0, LABEL_WIDTH_MAX - 1).strip() + "…"
                : written;
    }

    private static String row(Figure figure, String format) {
        return String.format(
                        Locale.ROOT,
                        format,
                        figure.code(),
                        label(figure),
                        counts(figure),
                        value(figure),
                        against(figure))
                .stripTrailing();
    }

    private static String counts(Figure figure) {
        var numerator = figure.numerator() == null ? "-" : figure.numerator().toString();
        return figure.denominator() == null ? numerator : numerator + " of " + figure.denominator();
    }

    private static String value(Figure figure) {
        if (figure.value() == null) {
            return "none";
        }
        if (figure.denominator() == null) {
            return "";
        }
        return plain(figure.value()) + (figure.isPercentage() ? " %" : "");
    }

    private static String against(Figure figure) {
        var parts = new ArrayList<String>();
        if (figure.target() != null) {
            parts.add("target " + plain(figure.target()) + (figure.targetUnit().equals("PERCENT") ? " %" : ""));
        }
        if (!figure.benchmarks().isEmpty()) {
            parts.add("benchmark "
                    + figure.benchmarks().stream()
                            .map(benchmark -> plain(benchmark) + (figure.isPercentage() ? " %" : ""))
                            .collect(Collectors.joining(" and ")));
        }
        return String.join(", ", parts);
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "-" : number.stripTrailingZeros().toPlainString();
    }
}
