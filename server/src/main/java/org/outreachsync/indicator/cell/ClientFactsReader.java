package org.outreachsync.indicator.cell;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.outreachsync.indicator.AgeBands;
import org.outreachsync.indicator.person.Persons;
import org.outreachsync.model.RecordId;

/** Reads the facts of records about persons. */
final class ClientFactsReader {

    private final AgeBands ageBands;

    ClientFactsReader(AgeBands ageBands) {
        this.ageBands = ageBands;
    }

    /**
     * The facts of a Client record.
     *
     * @param known the persons by their keys
     */
    static ClientFacts client(
            long day, RecordId record, RecordFields fields, int person, Map<String, Persons.Person> known) {
        var merged = fields.key("merged_into_key");
        var into = merged == null ? null : known.get(merged);
        return new ClientFacts(
                person,
                record,
                day,
                (int) fields.number("sex", 0),
                (int) fields.number("birth_year", 0),
                Set.copyOf(fields.elements(fields.type().field("populations").number())),
                into == null ? 0 : into.no(),
                (int) fields.number("region", 0),
                fields.number("enrolled_on", 0));
    }

    /** The facts of a record without a client code. The year of birth is taken from the middle of the age band. */
    ClientFacts unnamed(long day, RecordId record, Breakdown breakdown, int person) {
        int birthYear = ageBands.birthYear(
                breakdown.ageBand(), LocalDate.ofEpochDay(day).getYear());
        return new ClientFacts(person, record, day, breakdown.sex(), birthYear, Set.of(), 0, 0, 0);
    }
}
