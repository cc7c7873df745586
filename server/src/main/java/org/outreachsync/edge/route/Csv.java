package org.outreachsync.edge.route;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the answer of an indicator as RFC 4180 CSV in UTF-8: a heading, then one line for each row of the breakdown, or one for the whole. What is to be
 * known of the figure, such as whether it is provisional, stands in each line, so that none is taken for more than it is.
 */
final class Csv {

    private static final String END = "\r\n";
    private static final List<String> WHOLE = List.of("code", "definition_version", "period", "from", "to");
    private static final List<String> FIGURES = List.of("numerator", "denominator", "value");
    /** With these a spreadsheet would begin to calculate. */
    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    static byte[] of(Map<String, Object> answer) {
        var rows = answer.get("by") instanceof List<?> by ? by : List.of(figures(answer));
        var about = about(answer);
        var columns = new ArrayList<>(WHOLE);
        if (!rows.isEmpty() && rows.getFirst() instanceof Map<?, ?> first) {
            first.keySet().stream().map(String::valueOf).filter(name -> !FIGURES.contains(name)).forEach(columns::add);
        }
        columns.addAll(FIGURES);
        columns.addAll(about.keySet());
        var text = new StringBuilder(String.join(",", columns)).append(END);
        for (var item : rows) {
            var row = (Map<?, ?>) item;
            text.append(columns.stream()
                            .map(column -> field(WHOLE.contains(column) ? answer.get(column) : row.containsKey(column) ? row.get(column) : about.get(column)))
                            .collect(Collectors.joining(",")))
                    .append(END);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> figures(Map<String, Object> answer) {
        var figures = new LinkedHashMap<String, Object>();
        FIGURES.stream().filter(name -> answer.get(name) != null).forEach(name -> figures.put(name, answer.get(name)));
        return figures;
    }

    /** Of the whole: what is not there is left empty, so that the columns are always the same. */
    private static Map<String, @Nullable Object> about(Map<String, Object> answer) {
        var about = new LinkedHashMap<String, @Nullable Object>();
        for (var name : List.of("contacts", "denominator_source", "denominator_year")) {
            about.put(name, answer.get(name));
        }
        about.put("target", member(answer.get("target"), "value"));
        about.put("previous_value", member(answer.get("previous"), "value"));
        for (var name : List.of("provisional", "usual_period", "late")) {
            about.put(name, answer.get(name));
        }
        about.put("tablets_not_synced", notSynced(answer.get("completeness")));
        return about;
    }

    private static @Nullable Object member(@Nullable Object object, String name) {
        return object instanceof Map<?, ?> members ? members.get(name) : null;
    }

    private static long notSynced(@Nullable Object completeness) {
        return completeness instanceof Map<?, ?> sites
                ? sites.values().stream().mapToLong(site -> member(site, "not_synced") instanceof Integer tablets ? tablets : 0).sum()
                : 0;
    }

    private static String field(@Nullable Object value) {
        var written = value == null ? "" : value.toString();
        var text = value instanceof String && !written.isEmpty() && FORMULA.indexOf(written.charAt(0)) >= 0 ? "'" + written : written;
        return text.chars().anyMatch(character -> ",\"\r\n".indexOf(character) >= 0) ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
