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
import org.outreachsync.intake.SyncHead;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.sync.Caller;
import org.outreachsync.sync.SyncService;

/**
 * {@code POST /v1/sync}: a device hands in its batch and takes what it does not have. What it says about its commands
 * is noted first, so that the answer does not repeat them; what became of it is noted last.
 */
public final class SyncRoute {

    private final Devices devices;
    private final UseCase sync;
    private final Meters meters;
    private final int lateBatchesMax;

    /** Serves one request of a device: {@link SyncService#sync}. */
    @FunctionalInterface
    public interface UseCase {

        /**
         * Serves a request.
         *
         * @param body a SyncRequest, inflated
         * @throws RefusedException when the request as a whole cannot be served; nothing of it was stored
         */
        SyncService.Outcome sync(Caller caller, byte[] body);
    }

    /**
     * The route over this use case.
     *
     * @param lateBatchesMax the batches that a device may hand in although it, or the site, is not served any more
     */
    public SyncRoute(Devices devices, UseCase sync, Meters meters, int lateBatchesMax) {
        this.devices = devices;
        this.sync = sync;
        this.meters = meters;
        this.lateBatchesMax = lateBatchesMax;
    }

    /** Its rows of the table. */
    public List<Route> routes() {
        return List.of(Route.post("/v1/sync", Access.device(), Route.Body.PROTOBUF, this::sync));
    }

    private Answer sync(Call call) {
        var head = SyncHead.of(call.body());
        var device = devices.confirm(call.needDevice(), head.doneCommands());
        if (device.state() == State.WIPED) {
            throw new RefusedException(
                    Code.DEVICE_REVOKED, "The device is wiped. Enrol it as a new device.", Map.of("wiped", true));
        }
        var outcome = serve(device, head, call.body());
        meters.batch(outcome.ops(), outcome.quarantined(), outcome.late());
        meters.beyondNewCodes(outcome.beyondNewCodes());
        if (outcome.late()) {
            devices.recordLate(device);
        }
        devices.recordSeen(device, head.appVersion());
        return Answer.message(outcome.response());
    }

    private SyncService.Outcome serve(Device device, SyncHead head, byte[] body) {
        try {
            return sync.sync(caller(device, head), body);
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

    private Caller caller(Device device, SyncHead head) {
        return new Caller(
                device.id(),
                device.no(),
                device.epoch(),
                device.sites(),
                device.formerSites(),
                device.state().isOut(),
                Math.max(0, lateBatchesMax - device.lateBatches()),
                device.commands(),
                head.doneCommands(),
                device.enrolled().toEpochMilli());
    }
}
