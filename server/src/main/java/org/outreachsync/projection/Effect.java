package org.outreachsync.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.outreachsync.indicator.person.Persons;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.Review;
import org.outreachsync.record.SiteState;
import org.outreachsync.store.TableWrite;

/**
 * What entries of the log do.
 *
 * @param site the site
 * @param state the state of the site after them
 * @param touched the records that they touch, as they leave them
 * @param changed those of them that the last entry changed
 * @param open the reviews of these records that are open then, by id
 * @param learning what they say about persons
 * @param named names the persons of the site
 * @param rest the writes that follow those about persons, in this order
 */
public record Effect(
        String site,
        SiteState state,
        Map<RecordId, RecordEntry> touched,
        Collection<RecordEntry> changed,
        Map<String, Review> open,
        Persons.Learning learning,
        TableWrite named,
        List<TableWrite> rest) {

    /** All writes, in an order in which a crash after any of them leaves what can be repeated. */
    public List<TableWrite> writes() {
        var all = new ArrayList<>(List.of(learning.fresh(), learning.learned(), named));
        all.addAll(rest);
        return all;
    }
}
