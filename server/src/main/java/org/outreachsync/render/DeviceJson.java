package org.outreachsync.render;

import java.util.TreeSet;
import org.outreachsync.identity.Device;

/** Writes tablets as JSON. */
public final class DeviceJson {

    private DeviceJson() {}

    /** The members of a tablet; {@code seen_at} only once it synced. */
    public static void put(Device device, JsonMembers to) {
        to.put("id", device.id())
                .put("no", device.no())
                .put("epoch", device.epoch())
                .put("state", device.state().name())
                .texts("sites", new TreeSet<>(device.sites()))
                .texts("former_sites", new TreeSet<>(device.formerSites()))
                .put("late_batches", device.lateBatches())
                .put("open_commands", device.commands().size())
                .put("model", device.model())
                .put("app_version", device.appVersion())
                .put("enrolled_at", device.enrolled().toString());
        if (device.seen().toEpochMilli() > 0 && !device.seen().isBefore(device.enrolled())) {
            to.put("seen_at", device.seen().toString());
        }
    }
}
