package org.outreachsync.indicator.cell;

import java.util.Set;
import java.util.TreeSet;
import org.outreachsync.model.RecordId;

/**
 * The facts of a Client record about its person.
 *
 * @param person the person's number
 * @param record its id; of two records of one day, the one with the greater id applies
 * @param occurredOn its day, days since 1970; the latest applies
 * @param sex a code of the list {@code sex}; 0 for unknown
 * @param birthYear 0 for unknown
 * @param populations codes of the list of populations
 * @param mergedInto the number of the person that this one turned out to be; 0 for none
 * @param region a code of the list {@code region}; 0 for unknown
 * @param enrolledOn the day on which the person was registered, days since 1970
 */
public record ClientFacts(
        int person,
        RecordId record,
        long occurredOn,
        int sex,
        int birthYear,
        Set<Integer> populations,
        int mergedInto,
        int region,
        long enrolledOn) {

    public ClientFacts {
        populations = Set.copyOf(new TreeSet<>(populations));
    }

    /** Whether two records of one code contradict each other, or register the person twice. */
    public boolean contradicts(ClientFacts other) {
        return sex != other.sex
                || birthYear != other.birthYear
                || region != other.region
                || enrolledOn != other.enrolledOn;
    }

    /** Whether it applies instead of another one. */
    public boolean isNewerThan(ClientFacts other) {
        return occurredOn != other.occurredOn ? occurredOn > other.occurredOn : record.compareTo(other.record) > 0;
    }
}
