package org.outreachsync.edge.route;

import java.util.List;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Meters;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.Devices;
import org.outreachsync.intake.RequestReader;
import org.outreachsync.sync.SyncService;

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
        var outcome = sync.sync(device, request);
        meters.batch(outcome.ops(), outcome.quarantined(), outcome.late());
        meters.beyondNewCodes(outcome.beyondNewCodes());
        devices.recordSeen(device, request.getAppVersion());
        return Answer.message(outcome.response());
    }
}
