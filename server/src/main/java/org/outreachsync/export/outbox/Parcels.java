package org.outreachsync.export.outbox;

import java.io.IOException;
import org.outreachsync.export.delivery.Parcel;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.ledger.Entry;

/** Gives the parcel of an entry, with its files. */
public interface Parcels {

    /**
     * The parcel. Its files are those that were signed.
     *
     * @throws IOException if they cannot be written now
     * @throws FilesDifferException if they cannot be written again as they were
     */
    Parcel of(Entry entry, Destination destination) throws IOException;

    /** The files that would be written now differ from those that were signed. */
    final class FilesDifferException extends RuntimeException {

        private static final long serialVersionUID = 1;

        /** With what differs, for people. */
        public FilesDifferException(String message) {
            super(message);
        }
    }
}
