package org.outreachsync.render;

import org.outreachsync.model.RecordId;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.Review;

/** Writes reviews and quarantined ops as JSON. */
public final class InboxJson {

    private InboxJson() {}

    /** The members of a review. */
    public static void review(Review review, JsonMembers to) {
        to.put("id", review.id())
                .put("kind", review.kind().name())
                .put("type", review.type())
                .texts(
                        "records",
                        review.records().stream().map(RecordId::toString).toList())
                .texts("fields", review.fields());
    }

    /** The members of an op in quarantine: why it is there, nothing of its content. */
    public static void quarantined(QuarantineStore.Item item, JsonMembers to) {
        to.put("id", item.id())
                .put("code", item.content().getCode())
                .put("field", item.content().getField())
                .put("message", item.content().getMessage());
    }
}
