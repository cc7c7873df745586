package org.outreachsync.indicator.naive;

import java.util.List;
import java.util.Set;
import org.outreachsync.identity.Device;
import org.outreachsync.sync.Enrolled;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.SyncRequest;

/**
 * A request on its way to the server.
 *
 * @param caller the tablet that sends it
 * @param request its batch
 */
public record Send(Device caller, SyncRequest request) {

    /**
     * A batch of the only tablet of a site.
     *
     * @param now what its clock says, in ms since 1970
     * @param firstOp the number of its first op
     * @param defaults what its ops have in common besides funding source, worker and role
     */
    public static Send ofOnlyTablet(
            String site, long now, long batch, long firstOp, Envelope.Builder defaults, List<Op> ops) {
        var request = SyncRequest.newBuilder()
                .setProtoVersion(1)
                .setSchemaVersion(1)
                .setDeviceId("device-1")
                .setEpoch(1)
                .setScope(site)
                .setDeviceNow(now)
                .setBatchNo(batch)
                .setFirstOp(firstOp)
                .setDefaults(defaults.setProject(1).setWorker(7).setRole(5))
                .addAllOps(ops);
        return new Send(Enrolled.device("device-1", 1, 1, Set.of(site)), request.build());
    }
}
