package org.outreachsync.export.destination;

import java.util.List;
import java.util.Optional;

/** The destinations of the programme. */
public interface Recipients {

    /**
     * All destinations as they are now.
     *
     * @param usable those that can be used, by code
     * @param unusable those that cannot be used any more
     */
    record All(List<Destination> usable, List<Unusable> unusable) {

        public All {
            usable = List.copyOf(usable);
            unusable = List.copyOf(unusable);
        }

        /** Whether there is one of this code. */
        public boolean has(String code) {
            return usable.stream().anyMatch(one -> one.code().equals(code))
                    || unusable.stream().anyMatch(one -> one.code().equals(code));
        }
    }

    /** All destinations as they are now. */
    All all();

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
