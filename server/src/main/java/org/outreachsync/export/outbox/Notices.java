package org.outreachsync.export.outbox;

import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.delivery.Parcel;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.ledger.Notice;

/** Tells the people of a destination about its exports, without data. */
public interface Notices {

    /** Tells nobody. */
    Notices NOBODY = (destination, parcel, kind) -> new Outcome.Delivered("Nobody wants to be told.");

    /**
     * Tells them.
     *
     * @param parcel which export it is about; without files
     */
    Outcome tell(Destination destination, Parcel parcel, Notice.Kind kind);
}
