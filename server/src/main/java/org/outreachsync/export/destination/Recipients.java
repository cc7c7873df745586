package org.outreachsync.export.destination;

import java.util.List;
import java.util.Optional;

/** The destinations of the programme. */
public interface Recipients {

    /** All destinations as they are now. */
    List<Destination> list();

    /** A destination as it is now. */
    Optional<Destination> find(String code);

    /** A destination as it was saved under a version. */
    Optional<Destination> find(String code, int version);
}
