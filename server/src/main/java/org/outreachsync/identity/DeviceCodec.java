package org.outreachsync.identity;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.outreachsync.identity.Device.State;
import org.outreachsync.identity.SealedDocuments.Held;
import org.outreachsync.wire.EnumNames;
import org.outreachsync.wire.identity.v1.StoredDevice;

/** Encodes devices for the store. */
final class DeviceCodec {

    private DeviceCodec() {}

    static Device device(Held<StoredDevice> held) {
        var stored = held.body();
        return new Device(
                held.id(),
                held.number("no"),
                stored.getEpoch(),
                EnumNames.model(State.class, stored.getState()),
                new HashSet<>(stored.getScopesList()),
                new HashSet<>(stored.getFormerScopesList()),
                stored.getLateBatches(),
                stored.getCommandsList(),
                stored.getModel(),
                stored.getAppVersion(),
                Instant.ofEpochMilli(stored.getEnrolledAt()),
                Instant.ofEpochMilli(stored.getSeenAt()));
    }

    static Map<String, Object> fields(long no, String tokenHash) {
        return Map.of("programme", SealedDocuments.PROGRAMME, "no", no, "token", tokenHash);
    }

    static StoredDevice.Builder withState(StoredDevice.Builder stored, State state) {
        return stored.setState(EnumNames.wire(StoredDevice.State.class, state));
    }

    static StoredDevice.Builder withSites(StoredDevice.Builder stored, Set<String> sites, Set<String> formerSites) {
        return stored.clearScopes()
                .addAllScopes(new TreeSet<>(sites))
                .clearFormerScopes()
                .addAllFormerScopes(new TreeSet<>(formerSites));
    }
}
