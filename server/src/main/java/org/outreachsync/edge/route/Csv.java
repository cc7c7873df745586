package org.outreachsync.edge.route;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the answer of an indicator as RFC 4180 CSV in UTF-8: a heading, then one line for each row of the breakdown,
 * or one for the whole. The columns follow from the question alone. Each line carries what is its own; a field is empty
 * where that is not known, and never says of a row what is true of the whole.
 */
final class Csv {

    private static final String END = "\r\n";
    private static final List<String> WHOLE = List.of("code", "definition_version", "period", "from", "to");
    private static final List<String> FIGURES = List.of("numerator", "denominator", "value");
    private static final List<String> BESIDE = List.of(
            "contacts",
            "denominator_source",
            "denominator_year",
            "denominator_period",
            "target",
            "target_unit",
            "target_period",
            "previous_value",
            "benchmarks",
            "provisional",
            "usual_period",
            "late",
            "tablets_not_synced");
    /** Of these, everything that follows from the days alone is true of rows, too, unless these are months. */
    private static final List<String> OF_DAYS = List.of("provisional", "usual_period");
    /** A row by these is about all sites of the question. */
    private static final Set<String> OF_ALL_SITES =
            Set.of("sex", "age", "population", "mode", "commodity", "substance", "reason", "stop_reason");
    /** With these a spreadsheet would begin to calculate. */
    private static final String FORMULA = "=+-@\t\r";

    private final Map<String, Object> answer;
    private final List<String> dimensions;
    private final Map<List<Object>, Object> previous = new HashMap<>();

    private Csv(Map<String, Object> answer) {
        this.answer = answer;
        this.dimensions =
                items(answer.get("dimensions")).stream().map(String::valueOf).toList();
        // A month has no row of its own in the period before.
        if (!dimensions.contains("month")) {
            items(member(answer.get("previous"), "by"))
                    .forEach(row -> previous.put(group(row), Objects.requireNonNullElse(member(row, "value"), "")));
        }
    }

    static byte[] of(Map<String, Object> answer) {
        return new Csv(answer).text().getBytes(StandardCharsets.UTF_8);
    }

    private String text() {
        var columns = new ArrayList<>(WHOLE);
        columns.addAll(dimensions);
        columns.addAll(FIGURES);
        columns.addAll(BESIDE);
        var text = new StringBuilder(String.join(",", columns)).append(END);
        for (var row : dimensions.isEmpty() ? List.of(answer) : items(answer.get("by"))) {
            text.append(columns.stream()
                            .map(column -> field(value(row, column)))
                            .collect(Collectors.joining(",")))
                    .append(END);
        }
        return text.toString();
    }

    private @Nullable Object value(Object row, String column) {
        return switch (column) {
            case "code", "definition_version", "period", "from", "to" -> answer.get(column);
            case "target" -> member(member(row, "target"), "value");
            case "target_unit" -> member(member(row, "target"), "unit");
            case "target_period" -> member(member(row, "target"), "period");
            case "benchmarks" -> Boolean.TRUE.equals(value(row, "usual_period")) ? benchmarks() : null;
            case "previous_value" ->
                dimensions.isEmpty() ? member(answer.get("previous"), "value") : previous.get(group(row));
            case "tablets_not_synced" -> notSynced(row);
            default -> {
                var own = member(row, column);
                yield own == null && OF_DAYS.contains(column) ? answer.get(column) : own;
            }
        };
    }

    /** The least of them first, blanks between: of how many there are, no column tells. */
    private String benchmarks() {
        return items(answer.get("benchmarks")).stream()
                .map(one -> String.valueOf(member(one, "value")))
                .collect(Collectors.joining(" "));
    }

    private List<Object> group(Object row) {
        return dimensions.stream()
                .map(dimension -> Objects.requireNonNullElse(member(row, dimension), ""))
                .toList();
    }

    private static List<?> items(@Nullable Object list) {
        return list instanceof List<?> items ? items : List.of();
    }

    private static @Nullable Object member(@Nullable Object object, String name) {
        return object instanceof Map<?, ?> members ? members.get(name) : null;
    }

    /** Of the tablets of a row's site, or of all sites where the row is about them. */
    private @Nullable Object notSynced(Object row) {
        var sites = answer.get("completeness");
        var site = member(row, "site");
        if (site != null) {
            return dimensions.contains("month") ? null : member(member(sites, String.valueOf(site)), "not_synced");
        }
        return sites instanceof Map<?, ?> all && OF_ALL_SITES.containsAll(dimensions)
                ? all.values().stream()
                        .mapToLong(one -> member(one, "not_synced") instanceof Integer tablets ? tablets : 0)
                        .sum()
                : null;
    }

    private static String field(@Nullable Object value) {
        var written =
                value == null ? "" : value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
        var text = value instanceof String && !written.isEmpty() && FORMULA.indexOf(written.charAt(0)) >= 0
                ? "'" + written
                : written;
        return text.chars().anyMatch(character -> ",\"\r\n".indexOf(character) >= 0)
                ? "\"" + text.replace("\"", "\"\"") + "\""
                : text;
    }
}
