package org.outreachsync.export.run;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.outreachsync.export.dataset.Coverage;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.identity.Device;
import org.outreachsync.identity.Device.State;
import org.outreachsync.indicator.question.Places;

/**
 * By the last sync of each device. It is known to some minutes, so a tablet may count as late although it synced just
 * after the period.
 */
public final class SyncedTablets implements Tablets {

    private final Supplier<Collection<Device>> devices;
    private final Supplier<Collection<String>> programme;
    private final Places places;

    /**
     * By these devices.
     *
     * @param devices gives all devices
     * @param programme gives the codes of all sites
     * @param places the placements of sites
     */
    public SyncedTablets(Supplier<Collection<Device>> devices, Supplier<Collection<String>> programme, Places places) {
        this.devices = devices;
        this.programme = programme;
        this.places = places;
    }

    @Override
    public boolean haveSynced(DataSet set, Instant since) {
        var sites = sites(set.coverage());
        return devices.get().stream()
                .filter(device -> mayHold(device, sites))
                .noneMatch(device -> device.seen().isBefore(since));
    }

    /** A suspended one cannot sync, and whoever suspended it decided about its records. */
    private static boolean mayHold(Device device, Set<String> sites) {
        return device.state() == State.ACTIVE && device.sites().stream().anyMatch(sites::contains);
    }

    private Set<String> sites(Coverage coverage) {
        var sites = coverage.sites();
        var found = new HashSet<>(sites == null ? programme.get() : sites);
        if (!coverage.region().isEmpty() || !coverage.country().isEmpty()) {
            found.removeIf(site -> places.of(site).stream().noneMatch(place -> isIn(place, coverage)));
        }
        return found;
    }

    private static boolean isIn(Places.Place place, Coverage coverage) {
        return (coverage.region().isEmpty() || coverage.region().equals(place.region()))
                && (coverage.country().isEmpty() || coverage.country().equals(place.country()));
    }
}
