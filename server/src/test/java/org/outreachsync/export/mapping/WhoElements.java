package org.outreachsync.export.mapping;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** What the WHO package has, whether or not it is filled. */
public final class WhoElements {

    /** Its elements: data set, identifier, category combo and code. */
    static final List<CSVRecord> ELEMENTS = csv("elements.csv");

    /** Its option combos: identifier, category combo and code. */
    static final List<CSVRecord> COMBOS = csv("combos.csv");

    private WhoElements() {}

    private static List<CSVRecord> csv(String name) {
        try (var in = Objects.requireNonNull(WhoElements.class.getResourceAsStream("/dhis2/who/" + name));
                var csv = CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return csv.getRecords();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    static Set<String> combos(String categoryCombo) {
        return COMBOS.stream()
                .filter(row -> row.get("category_combo").equals(categoryCombo))
                .map(row -> row.get("id"))
                .collect(Collectors.toSet());
    }

    /** The option combos of each element, by the code of its data set. */
    public static Map<String, Map<String, Set<String>>> byDataSet() {
        return ELEMENTS.stream()
                .collect(Collectors.groupingBy(
                        row -> row.get("data_set"),
                        TreeMap::new,
                        Collectors.toMap(row -> row.get("id"), row -> combos(row.get("category_combo")))));
    }
}
