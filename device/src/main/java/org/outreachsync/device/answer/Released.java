package org.outreachsync.device.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.outreachsync.device.store.DeviceState;
import org.outreachsync.device.store.SiteState;
import org.outreachsync.model.RecordId;
import org.outreachsync.validate.ResultCode;
import org.outreachsync.wire.device.v1.Attention;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.Status;

/** What a supervisor released from quarantine comes as a record, so nobody must record it again. */
final class Released {

    private Released() {}

    /**
     * The attentions that end with an answer, by id.
     *
     * @param name the code of the site
     * @param changes the records that come with the answer
     */
    static List<Long> attentions(DeviceState state, SiteState site, String name, Map<RecordId, Change> changes) {
        var ended = new ArrayList<Long>();
        for (var attention : state.attentions().values()) {
            var id = RecordId.of(attention.getRecordId().toByteArray());
            var change = changes.get(id);
            boolean isNew = change != null && !change.getRemoved() && site.base(id) == null;
            if (isNew && attention.getScope().equals(name) && isRefusedCreation(attention)) {
                ended.add(attention.getId());
            }
        }
        return ended;
    }

    /** A record under a taken id is another one. */
    private static boolean isRefusedCreation(Attention attention) {
        var result = attention.getResult();
        return result.getStatus() == Status.STATUS_QUARANTINED
                && attention.getOp().getKind() == OpKind.OP_KIND_CREATE
                && !result.getCode().equals(ResultCode.RECORD_EXISTS.name());
    }
}
