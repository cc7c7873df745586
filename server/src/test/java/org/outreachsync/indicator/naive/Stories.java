package org.outreachsync.indicator.naive;

import com.google.protobuf.Message;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.outreachsync.wire.v1.OstStatus;
import org.outreachsync.wire.v1.PrisonRelease;
import org.outreachsync.wire.v1.WomenServiceVisit;

/**
 * What happens to one person over weeks, so that the indicators that follow people find some, at and around their
 * limits.
 */
final class Stories {

    private static final int PWID = 1;

    private final Drafts drafts;
    private final People people;
    private final Dice dice;
    private final List<String> sites;
    private final int firstDay;
    private final int lastDay;
    private final List<Act> acts = new ArrayList<>();

    Stories(Drafts drafts, Dice dice, List<String> sites, int firstDay, int lastDay) {
        this.drafts = drafts;
        this.people = drafts.people;
        this.dice = dice;
        this.sites = sites;
        this.firstDay = firstDay;
        this.lastDay = lastDay;
    }

    List<Act> tell() {
        for (int at = 0; at < 3; at++) {
            regular(people.any(), day());
            negative(people.any(), day());
            positive(people.any(), day());
            exposed(people.any(), day());
            treated(people.any(), day());
            pregnant(people.any(), day());
            released(people.any(), day());
            sheltered(people.any(), day());
            seenAtTwoSites(people.any(), day());
        }
        for (int at = 0; at < 5; at++) {
            add(
                    dice.of(sites),
                    day(),
                    drafts.meetings
                            .client(0)
                            .clearMergedInto()
                            .setUic(people.any())
                            .clearPopulations()
                            .addPopulations(PWID));
        }
        sites.forEach(site -> add(site, day(), drafts.care.places()));
        mergers();
        return acts;
    }

    private int day() {
        return dice.from(firstDay, lastDay - 100);
    }

    private void add(String site, int day, Message.Builder record) {
        var enrolled = record.getDescriptorForType().findFieldByName("enrolled_on");
        if (enrolled != null) {
            record.setField(enrolled, day);
        }
        acts.add(new Act(site, Math.min(day, lastDay), record.build()));
    }

    private void regular(String person, int from) {
        int day = from;
        var site = dice.of(sites);
        for (int visit = 0; visit < 5; visit++) {
            add(
                    dice.percent(80) ? site : dice.of(sites),
                    day,
                    drafts.meetings.exchange().clearSex().clearAgeBand().setUic(people.written(person)));
            day += dice.from(18, 32);
        }
    }

    private void negative(String person, int day) {
        var test = drafts.care
                .screening(day)
                .setUic(people.written(person))
                .setDisease(1)
                .setResult(1)
                .setResultGivenOn(day);
        add(dice.of(sites), day, test);
        int later = day + dice.of(0, 6, 7, 8, 13, 14, 15, 28, 29);
        if (dice.percent(50)) {
            var contact =
                    drafts.meetings.contact(later).clearSex().clearAgeBand().setUic(people.written(person));
            add(dice.of(sites), later, contact.clearServices().addServices(dice.of(2, 3, 27)));
        } else {
            add(
                    dice.of(sites),
                    later,
                    drafts.meetings.exchange().clearSex().clearAgeBand().setUic(people.written(person)));
        }
    }

    /** Prophylaxis, and a positive test on a day about which one may be wrong. */
    private void exposed(String person, int day) {
        var prophylaxis = dice.percent(50)
                ? drafts.meetings
                        .contact(day)
                        .clearSex()
                        .clearAgeBand()
                        .clearServices()
                        .addServices(16)
                        .setUic(people.written(person))
                : WomenServiceVisit.newBuilder()
                        .addServices(55)
                        .setGbvConsent(true)
                        .setUic(people.written(person));
        add(dice.of(sites), day, prophylaxis);
        int threeMonths = (int) LocalDate.ofEpochDay(day).plusMonths(3).toEpochDay();
        int later = dice.of(day, day + 1, day + 40, threeMonths - 1, threeMonths, threeMonths + 1);
        var test = drafts.care
                .screening(later)
                .clearSex()
                .clearAgeBand()
                .setUic(people.written(person))
                .setDisease(1)
                .setResult(3)
                .setResultGivenOn(later);
        add(dice.of(sites), later, test);
    }

    private void positive(String person, int day) {
        var test = drafts.care
                .screening(day)
                .setUic(people.written(person))
                .setDisease(1)
                .setResult(3)
                .setResultGivenOn(day + 1);
        add(dice.of(sites), day, test.clearKnownPositive());
        int started = Tablet.past(day + dice.of(0, 6, 7, 8, 30, 31, 90, 91));
        add(
                dice.of(sites),
                started,
                drafts.care
                        .arv(started)
                        .setUic(people.written(person))
                        .setPurpose(1)
                        .setStartOn(started)
                        .clearStopOn()
                        .clearStopReason());
        int done = day + dice.of(0, 60, 89, 90, 91);
        var referral = drafts.care
                .referral(day)
                .setUic(people.written(person))
                .clearOutcome()
                .setTo(1)
                .setStatus(3)
                .setIssuedOn(day)
                .setCompletedOn(Tablet.past(done));
        add(dice.of(sites), day + dice.from(0, 20), referral);
    }

    private void treated(String person, int from) {
        var site = dice.of(sites);
        int drug = dice.of(1, 1, 2);
        int start = from;
        for (int episode = 0; episode < 2; episode++) {
            add(site, start, status(person, drug, start));
            int change = dice.from(5, 60);
            add(site, start + change, status(person, drug, start));
            int stop = start + dice.of(0, 90, 181, 182, 183);
            if (dice.percent(70)) {
                var stopped = status(person, drug, start).setStopOn(Tablet.past(stop));
                add(
                        dice.percent(80) ? site : dice.of(sites),
                        stop,
                        dice.percent(60) ? stopped.setStopReason(dice.of(2, 3, 3)) : stopped);
            }
            start = stop + dice.of(0, 0, 1, 14, 15, 30);
            site = dice.percent(50) ? site : dice.of(sites);
            leaves(person, start + dice.of(0, 0, 1, 90, 181, 182));
        }
    }

    /** Some die or leave, perhaps on the very day of an entry. */
    private void leaves(String person, int day) {
        if (dice.percent(35)) {
            int on = Tablet.past(day);
            add(dice.of(sites), on, drafts.care.exit(on).setUic(people.written(person)));
        }
    }

    private OstStatus.Builder status(String person, int drug, int start) {
        return drafts.care
                .ost(start)
                .setUic(people.written(person))
                .setDrug(drug)
                .setStartOn(Tablet.past(start))
                .clearStopOn()
                .clearStopReason();
    }

    private void pregnant(String person, int day) {
        add(
                dice.of(sites),
                day,
                drafts.meetings.visit(day).setUic(people.written(person)).setPregnant(1));
        var referral = drafts.care
                .referral(day)
                .setUic(people.written(person))
                .clearOutcome()
                .setTo(22)
                .clearCompletedOn()
                .clearProof();
        add(dice.of(sites), day + dice.from(0, 60), referral.setStatus(2));
    }

    private void released(String person, int day) {
        var release = PrisonRelease.newBuilder()
                .setUic(people.written(person))
                .setReleasedOn(day)
                .setPlan(true);
        add(dice.of(sites), day, release.setFirstContactOn(Tablet.past(day + dice.of(0, 6, 7, 8))));
    }

    /**
     * Stays in one shelter and the next, over the ends of months; the last one may still last, or is written down again
     * and again.
     */
    private void sheltered(String person, int from) {
        int in = from;
        for (int stay = 0; stay < 3; stay++) {
            int out = in + dice.of(0, 1, 20, 40);
            var visit = drafts.meetings
                    .visit(in)
                    .setUic(people.written(person))
                    .clearShelterOut()
                    .setShelterIn(Tablet.past(in));
            var site = dice.of(sites);
            add(site, in, visit);
            if (dice.percent(70)) {
                add(dice.percent(80) ? site : dice.of(sites), out, visit.setShelterOut(Tablet.past(out)));
            }
            in = out + dice.of(0, 0, 5);
            leaves(person, in + dice.of(0, 0, 1, 20));
        }
    }

    private void seenAtTwoSites(String person, int day) {
        add(
                sites.get(0),
                day,
                drafts.meetings.client(day).setUic(people.written(person)).clearMergedInto());
        add(
                sites.get(1),
                day + dice.of(0, 0, 10),
                drafts.meetings.client(day).setUic(people.written(person)).clearMergedInto());
    }

    /** Persons that turn out to be another, who turns out to be a third; now and then in a circle. */
    private void mergers() {
        var chain = new ArrayList<>(people.codes);
        dice.shuffle(chain);
        int length = dice.from(2, 4);
        for (int at = 0; at + 1 < length; at++) {
            merge(chain.get(at), chain.get(at + 1));
        }
        if (dice.percent(35)) {
            merge(chain.get(length - 1), chain.get(dice.from(0, length - 1)));
        }
        if (dice.percent(30)) {
            merge(chain.get(length), people.unseen);
        }
    }

    private void merge(String code, String into) {
        int day = day();
        add(
                dice.of(sites),
                day,
                drafts.meetings.client(day).setUic(people.written(code)).setMergedInto(people.written(into)));
    }
}
