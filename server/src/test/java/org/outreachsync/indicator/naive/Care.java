package org.outreachsync.indicator.naive;

import java.util.List;
import org.outreachsync.wire.v1.ArvStatus;
import org.outreachsync.wire.v1.ClientExit;
import org.outreachsync.wire.v1.ClientFeedback;
import org.outreachsync.wire.v1.NaloxoneIssue;
import org.outreachsync.wire.v1.OstStatus;
import org.outreachsync.wire.v1.OverdoseEvent;
import org.outreachsync.wire.v1.PrisonRelease;
import org.outreachsync.wire.v1.Referral;
import org.outreachsync.wire.v1.RightsViolation;
import org.outreachsync.wire.v1.Screening;
import org.outreachsync.wire.v1.SharpsCollection;
import org.outreachsync.wire.v1.ShelterPlaces;
import org.outreachsync.wire.v1.StaffTraining;
import org.outreachsync.wire.v1.StockMove;
import org.outreachsync.wire.v1.TrainedLine;

/** New records of people's way through other services, of overdoses and of things. */
final class Care {

    private static final int COMPLETED = 3;
    private static final int NOT_GIVEN = 5;
    private static final int LEGAL_AID = 13;

    private final People people;
    private final Dice dice;

    Care(People people, Dice dice) {
        this.people = people;
        this.dice = dice;
    }

    Referral.Builder referral(int day) {
        var referral = Referral.newBuilder()
                .setFrom(21)
                .setTo(dice.of(1, 1, 1, 7, 22, 22, 2, 4, 13, 13))
                .setStatus(dice.of(1, 2, COMPLETED, COMPLETED, 4, 5))
                .setIssuedOn(day - dice.from(0, 20));
        if (referral.getStatus() == COMPLETED && referral.getTo() == LEGAL_AID) {
            referral.setOutcome(dice.of(1, 4, 8, 10, 12, 15));
        }
        if (dice.percent(15)) {
            referral.setSex(dice.from(1, 6)).setAgeBand(dice.from(3, 12));
        } else {
            referral.setUic(people.written());
        }
        return referral.getStatus() == COMPLETED
                ? referral.setCompletedOn(Tablet.past(day + dice.from(0, 60))).setProof(1)
                : referral;
    }

    Screening.Builder screening(int day) {
        var screening = Screening.newBuilder()
                .setDisease(dice.of(1, 1, 1, 1, 2, 2, 3, 4, 5, 6))
                .setTestKind(dice.of(1, 1, 2, 3, 4, 5))
                .setTestedOn(day)
                .setConsent(true);
        if (dice.percent(20)) {
            screening.setSex(dice.from(1, 6)).setAgeBand(dice.from(3, 12));
        } else {
            screening.setUic(people.written());
        }
        int result = dice.of(1, 1, 1, 2, 3, 3, 4, NOT_GIVEN, 0);
        if (result != 0) {
            screening.setResult(result);
            if (result != NOT_GIVEN) {
                screening.setResultGivenOn(Tablet.past(day + dice.from(0, 5)));
            }
        }
        return dice.percent(40) ? screening.setKnownPositive(dice.percent(50)) : screening;
    }

    OstStatus.Builder ost(int day) {
        int drug = dice.of(1, 1, 1, 2, 2, 3);
        var status = OstStatus.newBuilder()
                .setUic(people.written())
                .setDrug(drug)
                .setStartOn(day - dice.of(0, 0, 0, 30, 200));
        if (dice.percent(85)) {
            status.setDoseMg(drug == 2 ? dice.of(4, 7, 8, 12) : dice.of(30, 59, 60, 61, 90));
        }
        if (dice.percent(85)) {
            status.setPhase(dice.of(1, 2, 2, 2, 2, 3));
        }
        if (dice.percent(30)) {
            status.setStopOn(Tablet.past(status.getStartOn() + dice.of(0, 10, 181, 182, 183, 300)));
            if (dice.percent(70)) {
                status.setStopReason(dice.of(1, 2, 3, 3, 3, 6, 8));
            }
        }
        return status.setTakeHomeDays(dice.from(0, 7));
    }

    PrisonRelease.Builder release(int day) {
        var release = PrisonRelease.newBuilder()
                .setUic(people.written())
                .setReleasedOn(day - dice.from(0, 12))
                .setPlan(dice.percent(75));
        return dice.percent(75)
                ? release.setFirstContactOn(Tablet.past(release.getReleasedOn() + dice.of(0, 3, 6, 7, 8, 12)))
                : release.addLinkedTo(21);
    }

    ClientFeedback.Builder feedback() {
        var feedback = ClientFeedback.newBuilder()
                .setService(dice.of(31, 31, 1))
                .setTopic(dice.from(1, 12))
                .setRating(dice.from(1, 5))
                .setRelative(dice.percent(20));
        return dice.percent(50) ? feedback.setAboutSite(dice.of(List.of("BISHKEK-1", "OSH-1", "TOKMOK-1"))) : feedback;
    }

    OverdoseEvent.Builder overdose() {
        var event = OverdoseEvent.newBuilder()
                .setDatePrecision(1)
                .setPlace(dice.from(1, 16))
                .addSubstances(dice.from(1, 10))
                .setNaloxoneGiven(dice.of(1, 1, 2, 3))
                .setOutcome(dice.from(1, 3))
                .setWitnessed(dice.percent(75));
        if (event.getNaloxoneGiven() == 1) {
            event.setDoses(dice.from(1, 4));
        }
        return dice.percent(70) ? event.setUic(people.written()) : event;
    }

    NaloxoneIssue.Builder naloxone() {
        var issue = NaloxoneIssue.newBuilder()
                .setDoses(dice.from(1, 4))
                .setTrained(dice.percent(60))
                .setReason(dice.from(1, 5));
        if (dice.percent(10)) {
            issue.setPeersServed(4).setDoses(50);
        }
        if (dice.percent(60)) {
            issue.setCarrying(dice.of(1, 1, 2, 3));
        }
        return dice.percent(85) ? issue.setUic(people.written()) : issue;
    }

    SharpsCollection.Builder sharps() {
        return SharpsCollection.newBuilder().setPlace(dice.from(1, 16)).setCount(dice.from(0, 200));
    }

    ArvStatus.Builder arv(int day) {
        var status = ArvStatus.newBuilder()
                .setUic(people.written())
                .setPurpose(dice.of(1, 2))
                .setStartOn(day - dice.of(0, 0, 30, 200));
        if (dice.percent(70)) {
            status.setFirst(dice.percent(60));
        }
        if (dice.percent(20)) {
            status.setStopOn(Tablet.past(status.getStartOn() + dice.of(0, 5, 100)));
            return dice.percent(70) ? status.setStopReason(dice.from(1, 10)) : status;
        }
        return status;
    }

    ClientExit.Builder exit(int day) {
        var exit = ClientExit.newBuilder().setUic(people.written()).setReason(dice.of(1, 1, 2, 3, 4, 5, 6));
        int returned = Tablet.past(day + dice.of(1, 20, 100));
        return exit.getReason() != 1 && returned > day && dice.percent(30) ? exit.setReturnedOn(returned) : exit;
    }

    RightsViolation.Builder violation(int day) {
        var violation = RightsViolation.newBuilder()
                .setViolation(dice.from(1, 19))
                .setPerpetrator(dice.from(1, 12))
                .setResult(dice.of(1, 1, 2, 3, 4, 5))
                .setConsent(dice.percent(70));
        if (dice.percent(60)) {
            violation.addResponses(dice.from(1, 8));
        }
        if (violation.getResult() >= 2 && violation.getResult() <= 4) {
            violation.setSettledOn(Tablet.past(day + dice.of(0, 30, 90)));
        }
        return violation.getConsent() ? violation.setUic(people.written()) : violation;
    }

    StaffTraining.Builder training() {
        var training = StaffTraining.newBuilder().setTopic(dice.from(1, 15)).setHours(dice.from(1, 40));
        training.addStaff(TrainedLine.newBuilder().setRole(dice.from(1, 5)).setPeople(dice.from(1, 12)));
        return dice.percent(50)
                ? training.addStaff(
                        TrainedLine.newBuilder().setRole(dice.from(6, 10)).setPeople(dice.from(0, 4)))
                : training;
    }

    ShelterPlaces.Builder places() {
        return ShelterPlaces.newBuilder().setWomen(dice.of(0, 1, 4, 6, 10)).setChildren(dice.from(0, 8));
    }

    StockMove.Builder stock() {
        return StockMove.newBuilder()
                .setCommodity(2)
                .setLot(77)
                .setQuantity(dice.from(-300, 300))
                .setReason(dice.from(1, 9))
                .setTo(3);
    }
}
