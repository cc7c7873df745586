package org.outreachsync.device.sync;

import java.util.List;
import org.outreachsync.wire.v1.SyncRequest;

/**
 * One request on its way.
 *
 * @param site the site that it is about
 * @param request what it says
 */
record Outgoing(String site, SyncRequest request) {

    boolean hasOps() {
        return request.getOpsCount() > 0;
    }

    long lastOp() {
        return request.getFirstOp() + request.getOpsCount() - 1;
    }

    List<String> doneCommands() {
        return request.getDoneCommandsList();
    }
}
