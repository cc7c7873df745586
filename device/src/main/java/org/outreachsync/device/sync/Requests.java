package org.outreachsync.device.sync;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.outreachsync.device.batch.Cutter;
import org.outreachsync.device.batch.Outgoing;
import org.outreachsync.device.batch.Pace;
import org.outreachsync.device.clock.DeviceClock;
import org.outreachsync.device.store.DeviceState;
import org.outreachsync.device.store.DeviceStore;
import org.outreachsync.device.store.SiteState;
import org.outreachsync.wire.v1.SyncRequest;

/**
 * Builds the next request for a site. Its batch is stored durably before it is sent, so that a retry sends the same
 * batch.
 */
final class Requests {

    private static final int DONE_COMMANDS_MAX = 64;

    private final DeviceStore store;
    private final DeviceClock clock;
    private final SyncSettings settings;
    private final Cutter cutter;
    private final Pace pace;

    Requests(DeviceStore store, DeviceClock clock, SyncSettings settings, Cutter cutter, Pace pace) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
        this.cutter = cutter;
        this.pace = pace;
    }

    /** The next request for this site. */
    Outgoing next(String name) {
        return store.update((state, draft) -> {
            var site = state.sites().get(name);
            var request = frame(state, name);
            if (site == null || site.head().getRemoved()) {
                return new Outgoing(name, request.build());
            }
            if (!site.pending().isEmpty()) {
                var head = site.head();
                var cut = head.hasCut()
                                && Cutter.members(site, head.getCut()).size()
                                        == head.getCut().getCount()
                        ? head.getCut()
                        : cutter.cut(state, site);
                if (!head.hasCut() || !head.getCut().equals(cut)) {
                    draft.head(head.toBuilder().setCut(cut).build());
                }
                request.setBatchNo(cut.getBatchNo())
                        .setFirstOp(cut.getFirstOp())
                        .setDefaults(cut.getDefaults())
                        .addAllOps(Cutter.ops(state, site, cut));
            }
            request.setCursor(site.head().getCursor()).setMaxBytes(pace.answerBytes());
            compare(site, request);
            return new Outgoing(name, request.build());
        });
    }

    /** The request that confirms a wipe; it carries nothing else. */
    Outgoing wipeConfirmation() {
        return store.read(state -> new Outgoing(
                state.device().getWipeScope(),
                frame(state, state.device().getWipeScope()).build()));
    }

    private SyncRequest.Builder frame(DeviceState state, String site) {
        var device = state.device();
        return SyncRequest.newBuilder()
                .setProtoVersion(settings.protoVersion())
                .setSchemaVersion(settings.schemaVersion())
                .setDeviceId(device.getDeviceId())
                .setEpoch(device.getEpoch())
                .setScope(site)
                .setDeviceNow(clock.wallMillis())
                .setBootId(clock.bootId())
                .setElapsedMs(clock.elapsedMillis())
                .addAllDoneCommands(device.getDoneCommandsList().stream()
                        .limit(DONE_COMMANDS_MAX)
                        .collect(Collectors.toList()))
                .setAppVersion(settings.appVersion());
    }

    static SiteState held(DeviceState state, String name) {
        var site = state.site(name);
        if (site == null) {
            throw new IllegalStateException("the site " + name + " is gone");
        }
        return site;
    }

    private static void compare(SiteState site, SyncRequest.Builder request) {
        if (site.head().getCaughtUp()) {
            request.setStateHash(site.stateHash());
            if (site.head().getMismatches() > 0) {
                request.addAllBucketHashes(longs(site.bucketHashes()));
            }
        }
    }

    private static List<Long> longs(long[] values) {
        return Arrays.stream(values).boxed().collect(Collectors.toList());
    }
}
