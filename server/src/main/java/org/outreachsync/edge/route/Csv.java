package org.outreachsync.edge.route;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the answer of an indicator as RFC 4180 CSV in UTF-8: a heading, then one line for each row of the breakdown, or one for the whole. */
final class Csv {

    private static final String END = "\r\n";
    private static final List<String> WHOLE = List.of("code", "period", "from", "to");
    private static final List<String> FIGURES = List.of("numerator", "denominator", "value");

    private Csv() {}

    static byte[] of(Map<String, Object> answer) {
        var rows = answer.get("by") instanceof List<?> by ? by : List.of(figures(answer));
        var columns = new ArrayList<>(WHOLE);
        if (!rows.isEmpty() && rows.getFirst() instanceof Map<?, ?> first) {
            first.keySet().stream().map(String::valueOf).filter(name -> !FIGURES.contains(name)).forEach(columns::add);
        }
        columns.addAll(FIGURES);
        var text = new StringBuilder(String.join(",", columns)).append(END);
        for (var item : rows) {
            var row = (Map<?, ?>) item;
            text.append(columns.stream()
                            .map(column -> field(WHOLE.contains(column) ? answer.get(column) : row.get(column)))
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

    private static String field(@Nullable Object value) {
        var text = value == null ? "" : value.toString();
        return text.chars().anyMatch(character -> ",\"\r\n".indexOf(character) >= 0) ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
