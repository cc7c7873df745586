package org.outreachsync.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * What a donor would be told about the people reached in a month, as the server answers a dry run of an export.
 *
 * @param together all people reached in the reporting country
 * @param groups by sex and age, such as {@code FEMALE AGE_20_24}, the number or {@link #LEFT_OUT}; without the groups
 *     that the donor is told to be empty
 */
record Preview(String together, SequencedMap<String, String> groups) {

    /** Stands in place of a number that the server leaves out. */
    static final String LEFT_OUT = "-";

    private static final String DESTINATION = "DONOR-MONTHLY";
    private static final String INDICATOR = "PERSONS_REACHED";
    private static final DateTimeFormatter PERIOD = DateTimeFormatter.ofPattern("uuuuMM", Locale.ROOT);

    Preview {
        groups = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(groups));
    }

    /** Saves a destination for it, and asks what an export to it would hold. */
    static Preview of(Office office, YearMonth month) throws IOException, InterruptedException {
        office.addDestination(destination());
        var groups = new LinkedHashMap<String, String>();
        var dataSet = office.dryRun(DESTINATION, PERIOD.format(month))
                .getJsonArray("data_sets")
                .getJsonObject(0);
        for (var one : dataSet.getJsonArray("table")) {
            var line = (JsonObject) one;
            var group = line.getJsonObject("groups");
            groups.put(
                    group.isEmpty() ? "" : group.getString("sex") + " " + group.getString("age"),
                    word(line.getJsonObject("numerator")));
        }
        var together = Objects.requireNonNull(groups.remove(""));
        groups.values().removeIf("0"::equals);
        return new Preview(together, groups);
    }

    private static String word(JsonObject told) {
        return switch (told.getString("told")) {
            case "exact" -> Long.toString(told.getLong("value"));
            case "left_out" -> LEFT_OUT;
            default -> throw new IllegalArgumentException("not told by suppression: " + told.encode());
        };
    }

    private static JsonObject destination() {
        var bySexAndAge = new JsonArray().add(new JsonArray().add("sex").add("age"));
        var month = new JsonObject()
                .put("code", "MONTH")
                .put("title", new JsonObject().put("en", "Month"))
                .put("period", "month")
                .put("areas", new JsonArray().add("country"))
                .put("country", Year.COUNTRY)
                .put(
                        "indicators",
                        new JsonArray()
                                .add(new JsonObject().put("code", INDICATOR).put("by", bySexAndAge)));
        return Donors.destination(DESTINATION, "Donor, monthly", month).put("formats", new JsonArray().add("csv"));
    }
}
