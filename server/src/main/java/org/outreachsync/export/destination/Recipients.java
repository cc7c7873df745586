package org.outreachsync.export.destination;

import java.util.List;
import java.util.Optional;

/** The destinations of the programme. */
public interface Recipients {

    /** All destinations that can be used, as they are now. */
    List<Destination> list();

    /** The destinations that cannot be used any more. */
    List<Unusable> unusable();

    /**
     * A destination as it is now.
     *
     * @throws org.outreachsync.refusal.RefusedException DOCUMENT if it cannot be used any more, because an indicator of
     *     the programme's own is gone
     */
    Optional<Destination> find(String code);

    /**
     * What shapes the exports of a saved version, also of a destination that cannot be used any more or was removed.
     */
    Optional<Rendition> rendition(String code, int version);
}
