package org.outreachsync.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.Limits;
import org.outreachsync.identity.Device.State;
import org.outreachsync.identity.DeviceTable.Change;
import org.outreachsync.identity.DeviceTable.Decision;
import org.outreachsync.identity.SealedDocuments.Held;
import org.outreachsync.keys.Sealer;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Pages;
import org.outreachsync.wire.identity.v1.StoredDevice;
import org.outreachsync.wire.v1.Command;
import org.outreachsync.wire.v1.CommandKind;

/**
 * The tablets of the programme. Devices are cached by token for a short time, so a change on another server takes
 * effect here within that time; a change on this server takes effect immediately.
 */
public final class Devices {

    private static final int PAGE = 500;

    private static final int APP_VERSION_LENGTH_MAX = 64;

    private final DeviceTable table;
    private final InstantSource clock;
    private final Duration seenEvery;
    private final Cache<String, @Nullable Device> byTokenHash;

    /** Devices in this store. */
    public Devices(DocumentStore store, Sealer sealer, InstantSource clock, Ticker ticker, Limits.Identities limits) {
        this.table = new DeviceTable(store, sealer);
        this.clock = clock;
        this.seenEvery = limits.seenEvery();
        this.byTokenHash = Caffeine.newBuilder()
                .expireAfterWrite(limits.cache())
                .maximumSize(limits.cachedMax())
                .ticker(ticker)
                .build();
    }

    DeviceTable table() {
        return table;
    }

    /** The device with this newest token, in any state, or null. */
    public @Nullable Device byToken(String token) {
        if (token.isEmpty() || token.length() > Secrets.TOKEN_LENGTH_MAX) {
            return null;
        }
        return byTokenHash.get(Secrets.hash(token), hash -> {
            var held = table.byTokenHash(hash);
            return held == null ? null : DeviceCodec.device(held);
        });
    }

    /** Like {@link #byToken}, from the cache only: also null for a token that is not cached. */
    public @Nullable Device remembered(String token) {
        return byTokenHash.getIfPresent(Secrets.hash(token));
    }

    /** The device with this id, or null. */
    public @Nullable Device find(String id) {
        var held = table.find(id);
        return held == null ? null : DeviceCodec.device(held);
    }

    /**
     * Devices by number.
     *
     * @param fromNo the smallest number
     */
    public List<Device> list(long fromNo, int limit) {
        return table.list(fromNo, limit).stream().map(DeviceCodec::device).toList();
    }

    /** All devices by number. */
    public Collection<Device> all() {
        return Pages.all(1, PAGE, this::list, Device::no, Device::no);
    }

    /** Suspends a device from syncing. */
    public Device suspend(String id) {
        return move(id, State.SUSPENDED, List.of(State.ACTIVE));
    }

    /** Lets a suspended device sync again. */
    public Device resume(String id) {
        return move(id, State.ACTIVE, List.of(State.SUSPENDED));
    }

    /** Revokes a device permanently; it may still hand in its records. */
    public Device revoke(String id) {
        return changed(id, held -> {
            var change = moved(held, State.REVOKED, List.of(State.ACTIVE, State.SUSPENDED));
            return change.body() == null ? change : withFreshAllowance(change.body().toBuilder());
        });
    }

    /** Tells a device to wipe itself, now. */
    public Device wipe(String id) {
        return changed(id, held -> {
            var state = DeviceCodec.device(held).state();
            if (state == State.WIPE_PENDING || state == State.WIPED) {
                return Change.NONE;
            }
            var stored = held.body().toBuilder();
            int given = stored.getCommandsGiven() + 1;
            return Change.to(DeviceCodec.withState(stored, State.WIPE_PENDING)
                    .setCommandsGiven(given)
                    .addCommands(Command.newBuilder().setId("wipe/" + given).setKind(CommandKind.COMMAND_KIND_WIPE)));
        });
    }

    /** Lets a device work for a site that exists. */
    public Device grant(String id, String site) {
        return changed(id, held -> {
            var device = DeviceCodec.device(held);
            var sites = new HashSet<>(device.sites());
            var former = new HashSet<>(device.formerSites());
            boolean known = !sites.add(site);
            former.remove(site);
            var command = Command.newBuilder()
                    .setId("add/" + site)
                    .setKind(CommandKind.COMMAND_KIND_ADD_SCOPE)
                    .setScope(site);
            return known ? Change.NONE : Change.to(scoped(held, sites, former, command.build()));
        });
    }

    /** Takes a site away from a device. */
    public Device withdraw(String id, String site) {
        return changed(id, held -> {
            var device = DeviceCodec.device(held);
            var sites = new HashSet<>(device.sites());
            var former = new HashSet<>(device.formerSites());
            boolean served = sites.remove(site);
            former.add(site);
            return served ? withFreshAllowance(scoped(held, sites, former, Device.removalOf(site))) : Change.NONE;
        });
    }

    private static StoredDevice.Builder scoped(
            Held<StoredDevice> held, Set<String> sites, Set<String> former, Command command) {
        var stored = held.body().toBuilder();
        var others = stored.getCommandsList().stream()
                .filter(other -> !other.getScope().equals(command.getScope()))
                .toList();
        return DeviceCodec.withSites(stored, sites, former)
                .clearCommands()
                .addAllCommands(others)
                .addCommands(command);
    }

    /** A newly revoked device may hand in its current shift, whatever it handed in after an earlier revocation. */
    private static Change withFreshAllowance(StoredDevice.Builder stored) {
        return Change.to(stored.clearLateBatches());
    }

    /**
     * Takes note of commands that the device has carried out; ids that it was not given are passed over.
     *
     * @return the device after that
     */
    public Device confirm(Device device, Collection<String> done) {
        if (device.commands().stream().noneMatch(command -> done.contains(command.getId()))) {
            return device;
        }
        return changed(device.id(), held -> {
            var stored = held.body().toBuilder();
            var carriedOut = stored.getCommandsList().stream()
                    .filter(command -> done.contains(command.getId()))
                    .toList();
            var left = stored.getCommandsList().stream()
                    .filter(command -> !carriedOut.contains(command))
                    .toList();
            if (carriedOut.stream().anyMatch(command -> command.getKind() == CommandKind.COMMAND_KIND_WIPE)) {
                DeviceCodec.withState(stored, State.WIPED);
            }
            return carriedOut.isEmpty()
                    ? Change.NONE
                    : Change.to(stored.clearCommands().addAllCommands(left));
        });
    }

    /**
     * Counts a batch that a device hands in although it, or the site, is not served any more. Whatever runs at the same
     * time, on any server, at most so many are counted.
     *
     * @param max how many there may be
     * @return false, and nothing is counted, if there are as many
     */
    public boolean countLate(Device device, int max) {
        var isCounted = new AtomicBoolean();
        changed(device.id(), held -> {
            int late = held.body().getLateBatches();
            isCounted.set(late < max);
            return late < max ? Change.to(held.body().toBuilder().setLateBatches(late + 1)) : Change.NONE;
        });
        return isCounted.get();
    }

    /** Records that a device synced, if the last such record is old or its app has changed. */
    public void recordSeen(Device device, String appVersion) {
        long now = clock.millis();
        var version = appVersion.length() > APP_VERSION_LENGTH_MAX ? "" : appVersion;
        boolean fresh = now - device.seen().toEpochMilli() < seenEvery.toMillis()
                && !device.seen().isBefore(device.enrolled());
        if (fresh && (version.isEmpty() || version.equals(device.appVersion()))) {
            return;
        }
        changed(
                device.id(),
                held -> Change.to(held.body().toBuilder()
                        .setSeenAt(now)
                        .setAppVersion(version.isEmpty() ? held.body().getAppVersion() : version)));
    }

    private Device move(String id, State to, List<State> from) {
        return changed(id, held -> moved(held, to, from));
    }

    private static Change moved(Held<StoredDevice> held, State to, List<State> from) {
        var state = DeviceCodec.device(held).state();
        if (state == to) {
            return Change.NONE;
        }
        if (!from.contains(state)) {
            throw Parameters.refused("state", "The tablet's state does not allow this.", Map.of("state", state.name()));
        }
        return Change.to(DeviceCodec.withState(held.body().toBuilder(), to));
    }

    private Device changed(String id, Decision decision) {
        var held = table.update(id, decision);
        forget(held.text("token"));
        return DeviceCodec.device(held);
    }

    /** Drops the cached device of this token, so that its next request reads it again. */
    void forget(String tokenHash) {
        byTokenHash.invalidate(tokenHash);
    }
}
