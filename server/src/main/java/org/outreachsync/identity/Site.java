package org.outreachsync.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place of work, and the code of its records.
 *
 * @param code its code
 * @param name what people call it
 * @param created when it was added
 * @param placements where it belonged and belongs, in order; none overlaps another
 */
public record Site(String code, String name, Instant created, List<Placement> placements) {

    public Site {
        placements = List.copyOf(placements);
    }

    /** Where it belongs on this day, or null before its first placement, while it is closed, and when nobody said. */
    public @Nullable Placement placementOn(LocalDate day) {
        return placements.stream()
                .filter(placement -> placement.covers(day))
                .findFirst()
                .orElse(null);
    }

    /**
     * As it would be if it moved or opened again; see {@link Sites#place}.
     *
     * @throws org.outreachsync.refusal.RefusedException PARAMETER when the placement is out of bounds or begins before
     *     the last one
     */
    public Site placed(Placement next) {
        next.check();
        return new Site(code, name, created, PlacementHistory.placed(placements, next));
    }

    /**
     * As it would be if it closed; see {@link Sites#close}.
     *
     * @throws org.outreachsync.refusal.RefusedException PARAMETER when it has no placement or its last one begins on
     *     this day or later
     */
    public Site closed(LocalDate on) {
        return new Site(code, name, created, PlacementHistory.closed(placements, on));
    }

    /** Its country on this day, or {@link Placement#UNKNOWN}. */
    public String countryOn(LocalDate day) {
        var placement = placementOn(day);
        return placement == null ? Placement.UNKNOWN : placement.country();
    }

    /** Its region on this day, or {@link Placement#UNKNOWN}. */
    public String regionOn(LocalDate day) {
        var placement = placementOn(day);
        return placement == null ? Placement.UNKNOWN : placement.region();
    }

    /** Whether it worked before this day and does not on it. A site that nobody ever placed is open. */
    public boolean closedOn(LocalDate day) {
        return placementOn(day) == null
                && placements.stream().anyMatch(placement -> placement.from().isBefore(day));
    }
}
