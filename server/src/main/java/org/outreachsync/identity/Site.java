package org.outreachsync.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place of work with records of its own.
 *
 * @param code its code
 * @param name the display name
 * @param created when it was added
 * @param placements past and present placements, in order, without overlaps
 */
public record Site(String code, String name, Instant created, List<Placement> placements) {

    public Site {
        placements = List.copyOf(placements);
    }

    /** The placement on this day, or null before the first one, while the site is closed, and if it has none. */
    public @Nullable Placement placementOn(LocalDate day) {
        return placements.stream()
                .filter(placement -> placement.covers(day))
                .findFirst()
                .orElse(null);
    }

    /**
     * The site after a move or reopening; see {@link Sites#place}.
     *
     * @throws org.outreachsync.refusal.RefusedException PARAMETER if the placement is out of bounds or begins before
     *     the last one
     */
    public Site placed(Placement next) {
        next.check();
        return new Site(code, name, created, PlacementHistory.placed(placements, next));
    }

    /**
     * The site after closing; see {@link Sites#close}.
     *
     * @throws org.outreachsync.refusal.RefusedException PARAMETER if it has no placement or its last one begins on this
     *     day or later
     */
    public Site closed(LocalDate on) {
        return new Site(code, name, created, PlacementHistory.closed(placements, on));
    }

    /** Whether the site was open before this day and is closed on it. A site without placements is open. */
    public boolean closedOn(LocalDate day) {
        return placementOn(day) == null
                && placements.stream().anyMatch(placement -> placement.from().isBefore(day));
    }
}
