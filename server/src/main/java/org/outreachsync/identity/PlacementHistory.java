package org.outreachsync.identity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.outreachsync.refusal.Parameters;

/**
 * What becomes of a site's placements when it moves, closes or opens again. What was before the last one never changes.
 */
final class PlacementHistory {

    private PlacementHistory() {}

    /**
     * The last placement ends where the next one begins. One that begins on the same day takes the place of the last:
     * it was a mistake. A closed site stays closed, also from a day that is still to come, unless the next one begins
     * then or later, or says itself when it ends.
     *
     * @throws org.outreachsync.refusal.RefusedException PARAMETER when the next one begins before the last
     */
    static List<Placement> placed(List<Placement> before, Placement next) {
        if (before.isEmpty()) {
            return List.of(next);
        }
        var last = before.getLast();
        if (next.from().isBefore(last.from())) {
            throw Parameters.refused(
                    "from",
                    "The site's last placement begins on " + last.from() + "; the next one cannot begin earlier.");
        }
        var after = new ArrayList<>(before);
        if (next.from().equals(last.from())) {
            after.removeLast();
        } else if (last.covers(next.from())) {
            after.set(after.size() - 1, last.endingOn(next.from()));
        }
        after.add(stillClosed(last, next));
        return after;
    }

    private static Placement stillClosed(Placement last, Placement next) {
        var until = last.until();
        return until != null && next.until() == null && next.from().isBefore(until) ? next.endingOn(until) : next;
    }

    /**
     * The last placement ends on this day; a day given before is corrected.
     *
     * @throws org.outreachsync.refusal.RefusedException PARAMETER when there is no placement, the last begins on this
     *     day or later, or the day is out of bounds
     */
    static List<Placement> closed(List<Placement> before, LocalDate on) {
        if (before.isEmpty()) {
            throw Parameters.refused("on", "The site has no placement yet, so it cannot be closed. Place it first.");
        }
        var last = before.getLast();
        if (!on.isAfter(last.from())) {
            throw Parameters.refused(
                    "on",
                    "The site's last placement begins on " + last.from() + "; the site can close after that day.");
        }
        if (on.isAfter(Placement.LAST)) {
            throw Parameters.refused("on", "A site must close by " + Placement.LAST + ".");
        }
        var after = new ArrayList<>(before);
        after.set(after.size() - 1, last.endingOn(on));
        return after;
    }
}
