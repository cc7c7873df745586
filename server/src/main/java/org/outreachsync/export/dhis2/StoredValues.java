package org.outreachsync.export.dhis2;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.outreachsync.export.exchange.Answer;

/**
 * What DHIS2 holds for a form, as it was read back. An unknown org unit reads as an empty form.
 *
 * @param values the cells with a value, in the order of their keys
 */
record StoredValues(SortedMap<Cell.Key, Stored> values) {

    private static final Json EMPTY = new Json.Members(Map.of());

    /**
     * A stored cell.
     *
     * @param value as DHIS2 writes it
     * @param remark what people have noted on it
     */
    record Stored(String value, Remark remark) {}

    StoredValues {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** Reads the answer to {@link Requests#readBack}. */
    static Reading<StoredValues> in(Answer answer, Group group) {
        var reading = Reading.<StoredValues>of(answer, json -> ofDocument(json, group));
        // DHIS2 always writes a document here; an empty body is something else's.
        return reading instanceof Reading.Nothing
                ? new Reading.Failed<>(new Verdict.Retry(Verdict.Cause.UNREADABLE))
                : reading;
    }

    private static Optional<Reading<StoredValues>> ofDocument(Json json, Group group) {
        // Of an empty form, some versions leave the list out, and some everything.
        boolean known =
                json.at("dataValues").isList() || json.at("dataSet").text().isPresent() || json.equals(EMPTY);
        if (!known || !isOf(json, group)) {
            return Optional.empty();
        }
        var values = new TreeMap<Cell.Key, Stored>();
        for (var value : json.at("dataValues").list()) {
            if (isOf(value, group)
                    && isIn(value, json, group)
                    && !value.at("deleted").isTrue()) {
                put(values, value, json);
            }
        }
        return Optional.of(new Reading.Found<>(new StoredValues(values)));
    }

    /** A cell whose key is no pair of identifiers is none of ours. */
    private static void put(Map<Cell.Key, Stored> values, Json value, Json document) {
        var text = value.at("value").text().filter(given -> !given.isEmpty());
        if (text.isPresent()) {
            key(value, document).ifPresent(key -> values.put(key, new Stored(text.get(), remark(value))));
        }
    }

    /** Whether what is named, if it is named, is ours. */
    private static boolean isOf(Json json, Group group) {
        return names(json, "orgUnit", group.orgUnit().text())
                && names(json, "period", group.period().text())
                && names(json, "dataSet", group.dataSet().text());
    }

    private static boolean isIn(Json value, Json document, Group group) {
        var combo = value.at("attributeOptionCombo")
                .text()
                .or(() -> document.at("attributeOptionCombo").text());
        return combo.isPresent()
                && combo.get().equals(group.attributeOptionCombo().text());
    }

    private static boolean names(Json json, String member, String ours) {
        return json.at(member).text().orElse(ours).equals(ours);
    }

    private static Optional<Cell.Key> key(Json value, Json document) {
        var element = value.at("dataElement")
                .uid()
                .or(() -> document.at("dataElement").uid());
        var combo = value.at("categoryOptionCombo")
                .uid()
                .or(() -> document.at("categoryOptionCombo").uid());
        return element.flatMap(known -> combo.map(of -> new Cell.Key(known, of)));
    }

    /** DHIS2 writes {@code followup} and reads {@code followUp}. */
    private static Remark remark(Json value) {
        return new Remark(
                value.at("comment").textOrEmpty(),
                value.at("followup").isTrue() || value.at("followUp").isTrue());
    }

    /** What stands in a cell; empty if nothing does. */
    Optional<Stored> at(Cell.Key key) {
        return Optional.ofNullable(values.get(key));
    }
}
