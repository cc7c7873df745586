package org.outreachsync.export.run;

import java.time.LocalDate;
import java.util.List;
import org.outreachsync.export.delivery.FarCheck;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.dhis2.MappingCheck;

/** Asks the servers of recipients what they would say to a delivery, without sending one. */
public interface FarSide {

    /** Asks nobody. */
    FarSide NOBODY = (destination, uses, today) -> List.of();

    /**
     * Holds what a mapping uses against the metadata of the server. Returns soon, also if the server does not.
     *
     * @param uses one for each form
     * @param today decides whether a period is over
     * @return one for each use; none if the channel of the destination has no metadata
     */
    List<FarCheck> check(Destination destination, List<MappingCheck.Use> uses, LocalDate today);
}
