package org.outreachsync.export.safety;

import java.util.Arrays;
import org.outreachsync.disclosure.Sensitivity;
import org.outreachsync.export.safety.Sensitivities.Raised;
import org.outreachsync.targets.Area;

/** Which counts of what is left of a whole are sensitive. */
final class RestSensitivities {

    private final Cells cells;
    private final Sensitivities sensitivities;
    private final Raised raised;

    /** @param raised the thresholds of the destination */
    RestSensitivities(Cells cells, Sensitivities sensitivities, Raised raised) {
        this.cells = cells;
        this.sensitivities = sensitivities;
        this.raised = raised;
    }

    /** No count is sensitive that is as much as this. */
    int belowMax() {
        return sensitivities.belowMax(raised);
    }

    /**
     * What is left of a whole without some parts is as sensitive as the parts and the whole, and as a site if it is
     * one. Where one quantity is part of another one, it may tell that nobody is left.
     */
    Sensitivity of(int whole, int[] parts) {
        int part = parts[0];
        var area = area(whole, parts);
        var by = cells.groups().groups(cells.group(part)).keySet();
        var ofWhole = sensitivities.of(cells.quantity(whole), area, by, raised);
        if (cells.quantity(whole).equals(cells.quantity(part))) {
            return ofWhole;
        }
        var ofPart = sensitivities.of(cells.quantity(part), area, by, raised);
        return new Sensitivity(Math.max(ofWhole.below(), ofPart.below()), false);
    }

    private Area area(int whole, int[] parts) {
        var areas = cells.areas();
        int[] areasOfParts = Arrays.stream(parts).map(cells::area).toArray();
        boolean isOneSite = areas.sitesBeside(cells.area(whole), areasOfParts) == 1;
        var place = areas.area(areasOfParts[0]).area();
        return isOneSite ? new Area(Area.Level.SITE, place.code()) : place;
    }
}
