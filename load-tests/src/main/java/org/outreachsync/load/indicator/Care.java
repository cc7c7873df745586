package org.outreachsync.load.indicator;

import java.util.SplittableRandom;
import org.outreachsync.load.indicator.Population.Someone;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OstStatus;
import org.outreachsync.wire.v1.PrisonRelease;
import org.outreachsync.wire.v1.Referral;
import org.outreachsync.wire.v1.Screening;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** Generates records of care. */
final class Care {

    private static final int[] DISEASES = {1, 1, 1, 1, 1, 2, 2, 3, 4, 5};
    private static final int[] TARGETS = {1, 1, 1, 2, 3, 4, 6, 8, 12, 13, 22};
    private static final int NEGATIVE = 1;
    private static final int CONFIRMED = 3;
    private static final int NOT_GIVEN = 5;
    private static final int COMPLETED = 3;
    private static final int YES = 1;

    private final SplittableRandom random;
    private final int day;

    Care(SplittableRandom random, int day) {
        this.random = random;
        this.day = day;
    }

    private boolean seldom(int in) {
        return random.nextInt(in) == 0;
    }

    Op.Builder womensVisit(Someone person) {
        var visit = WomenServiceVisit.newBuilder().setClientKey(person.key()).setPregnant(seldom(10) ? YES : 2);
        int first = 51 + random.nextInt(23);
        visit.addServices(first);
        if (seldom(2) && first != 64) {
            visit.addServices(64);
        }
        switch (first) {
            case 51, 52 -> visit.setShelterIn(day - random.nextInt(30)).setShelterOut(day);
            case 53, 54, 55 ->
                visit.addGbvTypes(1 + random.nextInt(3)).setGbvConsent(true).setDaysSinceIncident(random.nextInt(20));
            case 56 -> visit.setEcDoses(1);
            case 57 -> visit.setOcCycles(1 + random.nextInt(3));
            case 70 -> visit.setChildrenServed(1 + random.nextInt(3));
            default -> {
                return Op.newBuilder().setWomenServiceVisit(visit);
            }
        }
        return Op.newBuilder().setWomenServiceVisit(visit);
    }

    Op.Builder screening(Someone person) {
        int draw = random.nextInt(100);
        int result = draw < 90 ? NEGATIVE : draw < 93 ? 2 : draw < 96 ? CONFIRMED : NOT_GIVEN;
        var screening = Screening.newBuilder()
                .setClientKey(person.key())
                .setDisease(DISEASES[random.nextInt(DISEASES.length)])
                .setTestKind(seldom(12) ? 2 : 1)
                .setResult(result)
                .setTestedOn(day)
                .setConsent(true)
                .setKnownPositive(result == CONFIRMED && seldom(3));
        return Op.newBuilder().setScreening(result == NOT_GIVEN ? screening : screening.setResultGivenOn(day));
    }

    Op.Builder referral(Someone person) {
        int status = 1 + random.nextInt(5);
        var referral = Referral.newBuilder()
                .setClientKey(person.key())
                .setFrom(21)
                .setTo(TARGETS[random.nextInt(TARGETS.length)])
                .setStatus(status)
                .setIssuedOn(day);
        return Op.newBuilder()
                .setReferral(status == COMPLETED ? referral.setCompletedOn(day + random.nextInt(60)) : referral);
    }

    Op.Builder ost(Someone person) {
        int start = day - random.nextInt(300);
        var status = OstStatus.newBuilder()
                .setClientKey(person.key())
                .setDrug(1 + random.nextInt(2))
                .setStartOn(start)
                .setPhase(seldom(4) ? 1 : 2)
                .setDoseMg(5 + random.nextInt(115));
        return Op.newBuilder().setOstStatus(seldom(4) ? status.setStopOn(day) : status);
    }

    Op.Builder release(Someone person) {
        int released = day - random.nextInt(20);
        var release = PrisonRelease.newBuilder()
                .setClientKey(person.key())
                .setReleasedOn(released)
                .setPlan(!seldom(3));
        return Op.newBuilder().setPrisonRelease(seldom(3) ? release : release.setFirstContactOn(day));
    }
}
