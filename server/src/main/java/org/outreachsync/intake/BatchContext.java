package org.outreachsync.intake;

import java.util.Map;
import org.outreachsync.identity.Device;
import org.outreachsync.validate.Bounds;
import org.outreachsync.wire.v1.SyncFrame;

/**
 * The batch that an op came in.
 *
 * @param device the tablet that sent it
 * @param request what it sent, without what clients refused
 * @param refused for each op from which something was taken out: the flag that says no
 * @param clock repairs its clock; to be asked op by op
 * @param bounds what the programme allows today
 * @param siteDays when sites are open
 */
record BatchContext(
        Device device,
        SyncFrame request,
        Map<Long, String> refused,
        ClockRepair clock,
        Bounds bounds,
        SiteDays siteDays) {

    String site() {
        return request.getScope();
    }
}
