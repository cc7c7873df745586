package org.outreachsync.export.dhis2;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.outreachsync.indicator.Period;

/**
 * How the small DHIS2 takes an import: what it checks, in which order, and what it stores. Every answer is one of the
 * recorded ones with other counts.
 */
final class FarImport {

    private static final Map<String, FarForm> FORMS = FarForm.all();

    /**
     * A stored cell.
     *
     * @param value its value
     * @param comment what people have noted, or empty
     * @param followUp whether it is marked
     */
    record Stored(String value, String comment, boolean followUp) {}

    /** What is stored, by data set, period, org unit, attribute option combo, element and combo. */
    final Map<List<String>, Stored> stored =
            new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));

    /** Every time that a cell was written, also with what stood there. */
    final List<List<String>> writes = new ArrayList<>();

    /** The approved forms: data set, period, org unit. */
    final Set<List<String>> approved = new HashSet<>();

    LocalDate today = LocalDate.of(2026, 5, 20);

    /** Whether the next import meets a deadlock. */
    boolean deadlocks;

    /** The values that are refused, as of a wrong type. */
    Predicate<String> refusedValue = value -> !value.matches("0|[1-9][0-9]*");

    /** Imports, and answers with an import summary in a web message. */
    JsonObject run(JsonObject payload, Map<String, String> query) {
        boolean dryRun = Boolean.parseBoolean(query.get("dryRun"));
        var values = payload.getJsonArray("dataValues", new JsonArray());
        var conflict = conflictOf(payload, values);
        if (conflict.isPresent()) {
            return refusal(
                    conflict.get(), IntStream.range(0, values.size()).boxed().toList());
        }
        boolean delete = "DELETE".equalsIgnoreCase(query.get("importStrategy"));
        var bad = delete ? List.<Integer>of() : bad(values);
        if (!bad.isEmpty() && Boolean.parseBoolean(query.get("atomic"))) {
            return refusal(
                    "09r-atomic-true", IntStream.range(0, values.size()).boxed().toList());
        } else if (!bad.isEmpty() && bad.size() == values.size()) {
            return counts(refusal("09a-value-decimal", bad), 0, bad.size(), 0);
        }
        if (!dryRun && (takeDeadlock() || hasHiddenDuplicates(payload, values))) {
            return counts(like("13c-duplicates-hidden"), 0, values.size(), 0);
        }
        if (!dryRun) {
            store(payload, values, bad, delete);
        }
        int written = values.size() - bad.size();
        var answer = bad.isEmpty() ? like("01-json-first") : withConflict(like("09b-value-abc-beside-good"), bad);
        answer.getJsonObject("response").getJsonObject("importOptions").put("dryRun", dryRun);
        return counts(answer, delete ? 0 : written, bad.size(), delete ? written : 0);
    }

    private boolean takeDeadlock() {
        boolean now = deadlocks;
        deadlocks = false;
        return now;
    }

    /** The recording whose conflict this payload meets. */
    private Optional<String> conflictOf(JsonObject payload, JsonArray values) {
        var form = FORMS.get(payload.getString("dataSet"));
        if (form == null) {
            return Optional.of("06h-unknown-dataset-uid");
        } else if (!form.shared()) {
            return Optional.of("21g-no-data-write-sharing");
        }
        return Optional.<String>empty()
                .or(() -> ofPlace(form, payload, values))
                .or(() -> ofCells(form, payload, values))
                .or(() -> ofTime(form, payload, values));
    }

    /** Where the values are from; one closed or unassigned place refuses the others of its request. */
    private static Set<String> places(JsonObject payload, JsonArray values) {
        return objects(values).stream()
                .map(value -> value.getString("orgUnit", payload.getString("orgUnit", "")))
                .collect(Collectors.toSet());
    }

    private Optional<String> ofPlace(FarForm form, JsonObject payload, JsonArray values) {
        var attribute = payload.getString("attributeOptionCombo", FarForm.DEFAULT);
        if (places(payload, values).contains("")) {
            return Optional.of("07c-orgunit-missing");
        } else if (!form.assigned().containsAll(places(payload, values))) {
            return Optional.of("12a-not-assigned-with-dataset");
        }
        return form.attributes().contains(attribute) ? Optional.empty() : Optional.of("24d-aoc-default");
    }

    private static Optional<String> ofCells(FarForm form, JsonObject payload, JsonArray values) {
        var seen = new HashSet<List<String>>();
        for (var value : objects(values)) {
            var combos = form.elements().get(value.getString("dataElement"));
            var combo = value.getString("categoryOptionCombo");
            if (combos == null) {
                return Optional.of("06a-unknown-element");
            } else if (combo != null && !combos.contains(combo)) {
                return Optional.of("08c-default-coc-on-disaggregated");
            } else if (!seen.add(key(payload, value, combo == null ? "" : combo))) {
                return Optional.of("13b-duplicates-differ");
            }
        }
        return Optional.empty();
    }

    private Optional<String> ofTime(FarForm form, JsonObject payload, JsonArray values) {
        var period = Period.parse(payload.getString("period"));
        if (period.wholeMonths() != form.months()) {
            return Optional.of("10a-quarter-into-monthly");
        } else if (!period.to().isBefore(today)) {
            return Optional.of("10c-current-month");
        } else if (form.expiryDays() > 0
                && period.to().plusDays(form.expiryDays()).isBefore(today)) {
            return Optional.of("22a-expired-period");
        } else if (places(payload, values).contains(FarForm.CLOSED)
                && period.from().isAfter(FarForm.LAST_DAY)) {
            return Optional.of("11a-orgunit-closed");
        }
        boolean isApproved = places(payload, values).stream()
                .anyMatch(place -> approved.contains(List.of(form.id(), period.text(), place)));
        // As recorded: who leaves the attribute option combo out is not asked about approvals.
        return isApproved && payload.containsKey("attributeOptionCombo")
                ? Optional.of("22h-approved-default-aoc")
                : Optional.empty();
    }

    private List<Integer> bad(JsonArray values) {
        return IntStream.range(0, values.size())
                .filter(at -> !isDeleted(values.getJsonObject(at)))
                .filter(at -> refusedValue.test(values.getJsonObject(at).getString("value", "")))
                .boxed()
                .toList();
    }

    private static boolean isDeleted(JsonObject value) {
        return value.getBoolean("deleted", false);
    }

    /** The same cell with its default combo spelled out and left out passes the checks, and not the database. */
    private static boolean hasHiddenDuplicates(JsonObject payload, JsonArray values) {
        return objects(values).stream()
                        .map(value -> key(payload, value, FarForm.DEFAULT))
                        .distinct()
                        .count()
                < values.size();
    }

    private void store(JsonObject payload, JsonArray values, List<Integer> bad, boolean delete) {
        for (int at = 0; at < values.size(); at++) {
            var value = values.getJsonObject(at);
            var key = key(payload, value, FarForm.DEFAULT);
            if (delete || isDeleted(value)) {
                stored.remove(key);
            } else if (!bad.contains(at)) {
                writes.add(key);
                stored.put(
                        key,
                        new Stored(
                                value.getString("value"),
                                value.getString("comment", ""),
                                value.getBoolean("followUp", false)));
            }
        }
    }

    private static List<JsonObject> objects(JsonArray values) {
        return values.stream().map(JsonObject.class::cast).toList();
    }

    static List<String> key(JsonObject payload, JsonObject value, String otherwise) {
        return List.of(
                payload.getString("dataSet"),
                payload.getString("period"),
                value.getString("orgUnit", payload.getString("orgUnit")),
                payload.getString("attributeOptionCombo", FarForm.DEFAULT),
                value.getString("dataElement"),
                value.getString("categoryOptionCombo", otherwise));
    }

    /** A recorded answer, to be changed. */
    static JsonObject like(String recording) {
        return Recording.named(recording)
                .json()
                .getJsonObject("response")
                .getJsonObject("body")
                .copy();
    }

    private static JsonObject refusal(String recording, List<Integer> indexes) {
        return withConflict(like(recording), indexes);
    }

    private static JsonObject withConflict(JsonObject answer, List<Integer> indexes) {
        var summary = answer.getJsonObject("response");
        var conflict = summary.getJsonArray("conflicts").getJsonObject(0);
        conflict.put("indexes", new JsonArray(indexes));
        summary.put("conflicts", new JsonArray().add(conflict));
        summary.put("rejectedIndexes", new JsonArray(indexes));
        return answer;
    }

    private static JsonObject counts(JsonObject answer, int updated, int ignored, int deleted) {
        answer.getJsonObject("response")
                .getJsonObject("importCount")
                .put("updated", updated)
                .put("ignored", ignored)
                .put("deleted", deleted);
        return answer;
    }
}
