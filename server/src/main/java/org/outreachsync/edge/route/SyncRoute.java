package org.outreachsync.edge.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Meters;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.Device;
import org.outreachsync.identity.Device.State;
import org.outreachsync.identity.Devices;
import org.outreachsync.intake.RequestReader;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.sync.SyncService;
import org.outreachsync.wire.v1.SyncFrame;

/**
 * {@code POST /v1/sync}: a tablet sends its batch and receives the records that it does not have yet. The commands that
 * it confirms are noted first, so that the answer does not repeat them. The time of its sync is noted last.
 */
public final class SyncRoute {

    private final Devices devices;
    private final RequestReader requests;
    private final SyncService sync;
    private final Meters meters;

    /** Serves this use case. */
    public SyncRoute(Devices devices, RequestReader requests, SyncService sync, Meters meters) {
        this.devices = devices;
        this.requests = requests;
        this.sync = sync;
        this.meters = meters;
    }

    /** The row of the route table. */
    public List<Route> routes() {
        return List.of(Route.post("/v1/sync", Access.device(), Route.Body.PROTOBUF, this::sync));
    }

    private Answer sync(Call call) {
        var request = requests.read(call.body());
        var device = devices.confirm(call.needDevice(), request.getDoneCommandsList());
        if (device.state() == State.WIPED) {
            throw new RefusedException(
                    Code.DEVICE_REVOKED, "The device is wiped. Enrol it as a new device.", Map.of("wiped", true));
        }
        var outcome = serve(device, request);
        meters.batch(outcome.ops(), outcome.quarantined(), outcome.late());
        meters.beyondNewCodes(outcome.beyondNewCodes());
        devices.recordSeen(device, request.getAppVersion());
        return Answer.message(outcome.response());
    }

    private SyncService.Outcome serve(Device device, SyncFrame request) {
        try {
            return sync.sync(device, request);
        } catch (RefusedException refused) {
            var wipe = device.wipe();
            if (refused.code() != Code.DEVICE_REVOKED || wipe.isEmpty()) {
                throw refused;
            }
            var details = new HashMap<>(refused.details());
            details.put("command", wipe.get().getId());
            throw new RefusedException(
                    Code.DEVICE_REVOKED, "The device may not sync any more. Wipe it and confirm the command.", details);
        }
    }
}
