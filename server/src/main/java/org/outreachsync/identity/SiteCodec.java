package org.outreachsync.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.outreachsync.identity.SealedDocuments.Held;
import org.outreachsync.wire.EnumNames;
import org.outreachsync.wire.identity.v1.StoredSite;

/** Encodes sites for the store. */
final class SiteCodec {

    private SiteCodec() {}

    static Site site(Held<StoredSite> held) {
        var stored = held.body();
        return new Site(
                held.id(),
                stored.getName(),
                Instant.ofEpochMilli(stored.getCreatedAt()),
                stored.getPlacementsList().stream().map(SiteCodec::placement).toList());
    }

    static StoredSite.Builder withPlacements(StoredSite.Builder stored, List<Placement> placements) {
        return stored.clearPlacements()
                .addAllPlacements(placements.stream().map(SiteCodec::stored).toList());
    }

    private static Placement placement(StoredSite.Placement stored) {
        return new Placement(
                LocalDate.ofEpochDay(stored.getFromDay()),
                stored.hasUntilDay() ? LocalDate.ofEpochDay(stored.getUntilDay()) : null,
                stored.getCountry(),
                stored.getRegion(),
                stored.getProject(),
                EnumNames.model(Placement.Provider.class, stored.getProvider()));
    }

    private static StoredSite.Placement stored(Placement placement) {
        var stored = StoredSite.Placement.newBuilder()
                .setFromDay(placement.from().toEpochDay())
                .setCountry(placement.country())
                .setRegion(placement.region())
                .setProject(placement.project())
                .setProvider(EnumNames.wire(StoredSite.Placement.Provider.class, placement.provider()));
        if (placement.until() != null) {
            stored.setUntilDay(placement.until().toEpochDay());
        }
        return stored.build();
    }
}
