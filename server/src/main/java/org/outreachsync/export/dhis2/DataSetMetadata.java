package org.outreachsync.export.dhis2;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.exchange.Answer;

/**
 * What DHIS2 says of a data set: enough to know beforehand what it would refuse, and what it would take and store in
 * the wrong place.
 *
 * @param id its identifier
 * @param name its name
 * @param periodType as DHIS2 names it, see {@link PeriodType#dhis2Name}
 * @param openFuturePeriods how many periods that are not over are open
 * @param mayWrite whether the account may write values of it; null if DHIS2 does not say
 * @param attributes the combos that may be attribute option combos; empty if DHIS2 does not say
 * @param elements its data elements
 * @param orgUnits where it is filled in
 */
record DataSetMetadata(
        Uid id,
        String name,
        String periodType,
        long openFuturePeriods,
        @Nullable Boolean mayWrite,
        Set<Uid> attributes,
        Map<Uid, Element> elements,
        Map<Uid, OrgUnit> orgUnits) {

    /** Everything that is read here. Needs no authority beyond that of pushing. */
    static final String FIELDS = "id,code,name,periodType,openFuturePeriods,access[data[write]],"
            + "categoryCombo[id,isDefault,categoryOptionCombos[id,code,name]],"
            + "organisationUnits[id,code,openingDate,closedDate],"
            + "dataSetElements[categoryCombo[id,isDefault,categoryOptionCombos[id,code,name]],"
            + "dataElement[id,code,valueType,categoryCombo[id,isDefault,categoryOptionCombos[id,code,name]]]]";

    /**
     * A data element.
     *
     * @param valueType as DHIS2 names it
     * @param combos the category option combos of its disaggregation in this data set
     */
    record Element(String valueType, Set<Uid> combos) {
        Element {
            combos = Set.copyOf(combos);
        }
    }

    /**
     * An org unit.
     *
     * @param opened the first day, or null if it is not known
     * @param closed the last day, or null if it is open or DHIS2 does not say
     */
    record OrgUnit(@Nullable LocalDate opened, @Nullable LocalDate closed) {}

    DataSetMetadata {
        attributes = Set.copyOf(attributes);
        elements = Map.copyOf(elements);
        orgUnits = Map.copyOf(orgUnits);
    }

    /** Reads the answer to {@link Requests#metadata}. */
    static Reading<DataSetMetadata> in(Answer answer) {
        return Reading.of(answer, json -> json.at("id").uid().flatMap(id -> of(id, json)));
    }

    private static Optional<Reading<DataSetMetadata>> of(Uid id, Json json) {
        if (!json.at("dataSetElements").isList()) {
            return Optional.empty();
        }
        return Optional.of(new Reading.Found<>(new DataSetMetadata(
                id,
                ImportSummary.shown(json.at("name").textOrEmpty()),
                json.at("periodType").textOrEmpty(),
                json.at("openFuturePeriods").whole().orElse(0),
                json.at("access").at("data").at("write").flag().orElse(null),
                combos(json.at("categoryCombo")),
                elements(json.at("dataSetElements")),
                orgUnits(json.at("organisationUnits")))));
    }

    private static Map<Uid, Element> elements(Json list) {
        var elements = new HashMap<Uid, Element>();
        for (var item : list.list()) {
            var element = item.at("dataElement");
            // A data set may disaggregate an element in its own way.
            var combos = combos(item.at("categoryCombo"));
            var own = combos.isEmpty() ? combos(element.at("categoryCombo")) : combos;
            element.at("id")
                    .uid()
                    .ifPresent(id ->
                            elements.put(id, new Element(element.at("valueType").textOrEmpty(), own)));
        }
        return elements;
    }

    private static Set<Uid> combos(Json categoryCombo) {
        var combos = new HashSet<Uid>();
        for (var combo : categoryCombo.at("categoryOptionCombos").list()) {
            combo.at("id").uid().ifPresent(combos::add);
        }
        return combos;
    }

    private static Map<Uid, OrgUnit> orgUnits(Json list) {
        var orgUnits = new HashMap<Uid, OrgUnit>();
        for (var item : list.list()) {
            item.at("id")
                    .uid()
                    .ifPresent(id ->
                            orgUnits.put(id, new OrgUnit(day(item.at("openingDate")), day(item.at("closedDate")))));
        }
        return orgUnits;
    }

    /** DHIS2 writes days as points in time without zone. */
    private static @Nullable LocalDate day(Json json) {
        var text = json.textOrEmpty();
        int time = text.indexOf('T');
        try {
            return text.isEmpty() ? null : LocalDate.parse(time < 0 ? text : text.substring(0, time));
        } catch (DateTimeParseException notADay) {
            return null;
        }
    }
}
