package org.outreachsync.export.channel;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.PushLimits;
import org.outreachsync.export.dhis2.Group;
import org.outreachsync.export.dhis2.Progress;
import org.outreachsync.export.dhis2.Step;

/**
 * How far deliveries to DHIS2 are, between their attempts. One for all channels, so that a channel may be made anew for
 * each attempt. Losing it is safe: a delivery begins with reading what DHIS2 holds. Thread-safe.
 */
public final class Dhis2Progress {

    private final Map<String, Map<Group, Step>> parcels;
    private final Map<String, Lock> destinations = new HashMap<>();

    /** Remembers as many deliveries as the limits say, the last ones. */
    public Dhis2Progress(PushLimits limits) {
        this.parcels = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Map<Group, Step>> eldest) {
                return size() > limits.remembered();
            }
        };
    }

    /** DHIS2 deadlocks over cells that are pushed in parallel: a destination has one delivery at a time. */
    synchronized Lock of(String destination) {
        return destinations.computeIfAbsent(destination, unseen -> new ReentrantLock());
    }

    /** Where to go on with a form. */
    synchronized Progress progress(String parcel, Group form) {
        return parcels.getOrDefault(parcel, Map.of()).get(form) instanceof Step.Again again
                ? again.progress()
                : Progress.START;
    }

    /** How a form ended; null if it did not. */
    synchronized @Nullable Step end(String parcel, Group form) {
        var step = parcels.getOrDefault(parcel, Map.of()).get(form);
        return step instanceof Step.Again ? null : step;
    }

    synchronized void keep(String parcel, Group form, Step step) {
        parcels.computeIfAbsent(parcel, unseen -> new HashMap<>()).put(form, step);
    }

    synchronized void forget(String parcel) {
        parcels.remove(parcel);
    }
}
