package org.outreachsync.export.dhis2;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;

/** The answer of the small DHIS2 to the mapping query, in the shape of the recorded one. */
final class FarMetadata {

    private FarMetadata() {}

    static JsonObject of(FarForm form) {
        var elements = new JsonArray();
        form.elements()
                .forEach((element, combos) -> elements.add(new JsonObject()
                        .put(
                                "dataElement",
                                new JsonObject()
                                        .put("id", element)
                                        .put("valueType", "INTEGER_ZERO_OR_POSITIVE")
                                        .put("categoryCombo", combo(combos)))));
        var units = new JsonArray();
        form.assigned().forEach(unit -> units.add(unit(unit)));
        return new JsonObject()
                .put("id", form.id())
                .put("name", "Prevention, monthly")
                .put("periodType", form.months() == 1 ? "Monthly" : "Yearly")
                .put("openFuturePeriods", 0)
                .put("access", new JsonObject().put("data", new JsonObject().put("write", form.shared())))
                .put("categoryCombo", combo(form.attributes()))
                .put("organisationUnits", units)
                .put("dataSetElements", elements);
    }

    private static JsonObject combo(Collection<String> combos) {
        var list = new JsonArray();
        combos.forEach(combo -> list.add(new JsonObject().put("id", combo)));
        return new JsonObject().put("id", "ccOfElement").put("categoryOptionCombos", list);
    }

    private static JsonObject unit(String id) {
        var unit = new JsonObject().put("id", id).put("openingDate", "2015-01-01T00:00:00.000");
        return id.equals(FarForm.CLOSED) ? unit.put("closedDate", FarForm.LAST_DAY + "T00:00:00.000") : unit;
    }
}
