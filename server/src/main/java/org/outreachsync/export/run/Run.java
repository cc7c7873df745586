package org.outreachsync.export.run;

import java.util.List;
import org.outreachsync.export.ledger.Entry;

/**
 * What a person started.
 *
 * @param destination the code of the destination
 * @param entries the entries about what they asked for; one that is not there did not change since it was reported
 */
public record Run(String destination, List<Entry> entries) {

    public Run {
        entries = List.copyOf(entries);
    }
}
