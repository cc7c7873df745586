package org.outreachsync.export.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of an attempt to deliver a parcel. Reasons contain no credentials and no figures. */
public sealed interface Outcome {

    /**
     * The far side has it all, as far as the channel can check.
     *
     * @param receipt what the far side said or showed, for the ledger
     */
    record Delivered(String receipt) implements Outcome {}

    /**
     * It may work later without anybody's help. The far side may have got it nevertheless.
     *
     * @param reason for people
     * @param after how long to wait at least; null for the usual time
     */
    record Retry(String reason, @Nullable Duration after) implements Outcome {}

    /**
     * It will not work until a person helps.
     *
     * @param reason for people
     * @param from who can help
     */
    record NeedsHelp(String reason, HelpFrom from) implements Outcome {}

    /** Who can help. */
    enum HelpFrom {
        /** Whoever maintains the destination here. */
        OWNER,
        /** The administrator of the far side. */
        FAR_SIDE
    }
}
