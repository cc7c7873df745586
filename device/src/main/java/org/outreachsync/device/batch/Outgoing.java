package org.outreachsync.device.batch;

import java.util.List;
import org.outreachsync.wire.v1.SyncRequest;

/**
 * A request that is built and about to be sent.
 *
 * @param site its site
 * @param request its message
 */
public record Outgoing(String site, SyncRequest request) {

    public boolean hasOps() {
        return request.getOpsCount() > 0;
    }

    public long lastOp() {
        return request.getFirstOp() + request.getOpsCount() - 1;
    }

    public List<String> doneCommands() {
        return request.getDoneCommandsList();
    }
}
