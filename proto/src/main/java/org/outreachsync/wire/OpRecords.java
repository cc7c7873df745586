package org.outreachsync.wire;

import com.google.protobuf.Message;
import org.outreachsync.wire.v1.Op;

/** Gets the record of an op without reflection, since each op is asked for it several times. */
final class OpRecords {

    private OpRecords() {}

    /**
     * The record that an op holds.
     *
     * @throws IllegalArgumentException if it holds none of a type that this version knows
     */
    static Message of(Op op) {
        return switch (op.getRecordCase()) {
            case CLIENT -> op.getClient();
            case OUTREACH_CONTACT -> op.getOutreachContact();
            case NEEDLE_EXCHANGE -> op.getNeedleExchange();
            case WOMEN_SERVICE_VISIT -> op.getWomenServiceVisit();
            case SITE_DAY_TALLY -> op.getSiteDayTally();
            case REFERRAL -> op.getReferral();
            case SCREENING -> op.getScreening();
            case OVERDOSE_EVENT -> op.getOverdoseEvent();
            case OST_STATUS -> op.getOstStatus();
            case PRISON_RELEASE -> op.getPrisonRelease();
            case CLIENT_FEEDBACK -> op.getClientFeedback();
            case NALOXONE_ISSUE -> op.getNaloxoneIssue();
            case SHARPS_COLLECTION -> op.getSharpsCollection();
            case STOCK_MOVE -> op.getStockMove();
            case ARV_STATUS -> op.getArvStatus();
            case CLIENT_EXIT -> op.getClientExit();
            case RIGHTS_VIOLATION -> op.getRightsViolation();
            case STAFF_TRAINING -> op.getStaffTraining();
            case SHELTER_PLACES -> op.getShelterPlaces();
            case RECORD_NOT_SET -> throw new IllegalArgumentException("an op without a record");
        };
    }
}
