package org.outreachsync.intake;

import java.time.LocalDate;
import org.outreachsync.identity.SiteDirectory;

/** On which days sites are open. */
@FunctionalInterface
public interface SiteDays {

    /** Of sites of which nobody says when they are open. */
    SiteDays ALWAYS = (site, day) -> State.OPEN;

    /** How a site is on a day. */
    enum State {
        /** It is there, or nobody said where it is. */
        OPEN,
        /** It opens later. */
        NOT_YET,
        /** It has closed, if only for a time. */
        CLOSED,
        /** The programme has no such site. */
        UNKNOWN
    }

    /** As the placements of these sites say. */
    static SiteDays of(SiteDirectory sites) {
        return (code, day) -> {
            var site = sites.byCode().get(code);
            if (site == null) {
                return State.UNKNOWN;
            }
            if (site.placements().isEmpty() || site.placementOn(day) != null) {
                return State.OPEN;
            }
            return day.isBefore(site.placements().getFirst().from()) ? State.NOT_YET : State.CLOSED;
        };
    }

    /** How a site is on a day. */
    State on(String site, LocalDate day);
}
