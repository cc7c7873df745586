package org.outreachsync.device.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.device.Shift.SITE;

import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.outreachsync.device.Bench;
import org.outreachsync.device.FakeClock;
import org.outreachsync.device.Shift;
import org.outreachsync.device.Tablet;
import org.outreachsync.device.journal.JournalException;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.device.journal.Seal;
import org.outreachsync.model.Hlc;
import org.outreachsync.model.RecordId;
import org.outreachsync.validate.Finding;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.OstStatus;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.WomenServiceVisit;

class CaptureTest {

    private final Bench bench = new Bench();
    private final Tablet tablet = bench.tablet;

    @Test
    void ownRecordsAreCounted() {
        assertThat(bench.contact(1)).isEqualTo(RecordId.counted(9, 1, 1));
        assertThat(bench.contact(1)).isEqualTo(RecordId.counted(9, 1, 2));
        bench.crash();
        assertThat(bench.contact(1)).isEqualTo(RecordId.counted(9, 1, 3));
        assertThat(bench.tablet.unsentOps()).isEqualTo(3);
    }

    @Test
    void stampsNeverGoBackAndTellTheTrueWallClock() {
        bench.contact(1);
        bench.clock.wall -= 3_600_000;
        bench.contact(1);
        var ops = bench.pending();
        var first = ops.get(0).op();
        var second = ops.get(1).op();
        assertThat(second.getHlc()).isGreaterThan(first.getHlc());
        assertThat(Hlc.millis(second.getHlc()) + second.getWallOffsetMs()).isEqualTo(bench.clock.wall);
        assertThat(first.getWallOffsetMs()).isZero();
        assertThat(second.getBootId()).isEqualTo(bench.clock.boot);
        assertThat(second.getElapsedMs()).isEqualTo(bench.clock.elapsed);
    }

    @Test
    void whatBreaksARuleIsRefusedWithFindings() {
        assertThatThrownBy(() -> tablet.create(SITE, Shift.envelope(), Shift.contact()))
                .isInstanceOfSatisfying(
                        CaptureRefusedException.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Finding::field)
                                .contains("services"));
        var badCode =
                OutreachContact.newBuilder(Shift.contact(1)).setUic("Ivanov").build();
        assertThatThrownBy(() -> tablet.create(SITE, Shift.envelope(), badCode))
                .isInstanceOfSatisfying(
                        CaptureRefusedException.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Finding::code)
                                .contains("CLIENT_CODE_INVALID"));
        assertThat(tablet.unsentOps()).isZero();
    }

    @Test
    void warningsDoNotBlock() {
        var captured = tablet.create(SITE, Shift.envelope(), Shift.exchange(60, 0));
        assertThat(captured.warnings()).extracting(Finding::code).containsExactly("MANY_FOR_PERSONS");
        assertThat(tablet.create(SITE, Shift.envelope(), Shift.client()).warnings())
                .isEmpty();
    }

    @Test
    void aTabletThatWokeUpInThe1970sMayWork() {
        bench.clock.wall = 1_000;
        var envelope = Shift.envelope().toBuilder().setOccurredOn(0).build();
        assertThat(tablet.create(SITE, envelope, Shift.contact(1)).warnings())
                .isNotEmpty()
                .allMatch(Finding::warning);
    }

    @Test
    void aDayThatTheWorkerChoseIsSentAsSuch() {
        var id = bench.contact(1);
        tablet.createOnChosenDay(SITE, Shift.envelope(), Shift.contact(1));
        tablet.edit(
                id,
                Edit.of(OutreachContact.getDefaultInstance())
                        .with(Envelope.newBuilder()
                                .setOccurredOn(Shift.envelope().getOccurredOn() - 1)
                                .build()));
        tablet.edit(
                id,
                Edit.of(OutreachContact.getDefaultInstance())
                        .with(Envelope.newBuilder().setRole(2).build()));

        assertThat(bench.pending())
                .extracting(pending -> pending.op().getDateByHand())
                .containsExactly(false, true, true, false);
    }

    @Test
    void editsAndVoidsShowAtOnce() {
        var id = bench.contact(1, 2);
        var more =
                OutreachContact.newBuilder().addServices(3).setDurationMin(20).build();
        tablet.edit(id, Edit.of(more).remove(OutreachContact.SERVICES_FIELD_NUMBER, 2));
        var shown = tablet.record(SITE, id).orElseThrow();
        assertThat(shown.shown().getOutreachContact().getServicesList()).containsExactly(1, 3);
        assertThat(shown.shown().getOutreachContact().getDurationMin()).isEqualTo(20);
        assertThat(shown.unsentOps()).isEqualTo(2);
        tablet.edit(id, Edit.of(OutreachContact.getDefaultInstance()).clear(OutreachContact.DURATION_MIN_FIELD_NUMBER));
        assertThat(tablet.record(SITE, id)
                        .orElseThrow()
                        .shown()
                        .getOutreachContact()
                        .hasDurationMin())
                .isFalse();
        tablet.voidRecord(id, 1);
        assertThat(tablet.record(SITE, id).orElseThrow().isVoided()).isTrue();
        assertThat(tablet.list(SITE)).hasSize(1);
    }

    @Test
    void anEditMustNotBreakARuleThatTheRecordKept() {
        int in = Shift.envelope().getOccurredOn() - 3;
        var visit = WomenServiceVisit.newBuilder()
                .setUic("Ж1990АЙГУ")
                .addServices(51)
                .setShelterIn(in)
                .setShelterOut(in + 3)
                .build();
        var id = tablet.create(SITE, Shift.envelope(), visit).id();

        assertThatThrownBy(() -> tablet.edit(
                        id,
                        Edit.of(WomenServiceVisit.newBuilder()
                                .setShelterIn(in + 4)
                                .build())))
                .isInstanceOfSatisfying(
                        CaptureRefusedException.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Finding::code)
                                .containsExactly("SHELTER_OUT_BEFORE_IN"));

        tablet.edit(
                id, Edit.of(WomenServiceVisit.newBuilder().setShelterIn(in + 1).build()));
        assertThat(tablet.unsentOps()).isEqualTo(2);
    }

    @Test
    void anEditMustNotTakeOutTheLastOfWhatIsRequired() {
        var id = bench.contact(1, 2);
        int services = OutreachContact.SERVICES_FIELD_NUMBER;
        var nothing = OutreachContact.getDefaultInstance();

        assertThatThrownBy(() -> tablet.edit(id, Edit.of(nothing).remove(services, 1, 2)))
                .isInstanceOfSatisfying(
                        CaptureRefusedException.class,
                        refused -> assertThat(refused.findings())
                                .extracting(finding -> finding.code() + " " + finding.field())
                                .containsExactly("REQUIRED services"));

        tablet.edit(id, Edit.of(nothing).remove(services, 1));
        assertThatThrownBy(() -> tablet.edit(id, Edit.of(nothing).remove(services, 2)))
                .isInstanceOf(CaptureRefusedException.class);
        tablet.edit(
                id, Edit.of(OutreachContact.newBuilder().addServices(3).build()).remove(services, 2));
        assertThat(tablet.record(SITE, id)
                        .orElseThrow()
                        .shown()
                        .getOutreachContact()
                        .getServicesList())
                .containsExactly(3);
    }

    @Test
    void aPersonInTreatmentSinceBeforeTheProgrammeIsRecorded() {
        var status = OstStatus.newBuilder().setUic("Ж1990АЙГУ").setDrug(1).setStartOn((int)
                LocalDate.of(2012, 3, 1).toEpochDay());
        assertThat(tablet.create(SITE, Shift.envelope(), status.build()).warnings())
                .isEmpty();
        assertThatThrownBy(() -> tablet.create(
                        SITE,
                        Shift.envelope(),
                        status.setStartOn(Shift.DAY + 700).build()))
                .isInstanceOfSatisfying(
                        CaptureRefusedException.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Finding::code)
                                .containsExactly("DATE_IN_FUTURE"));
    }

    @Test
    void anEditMustNotClearWhatIsRequired() {
        var id = bench.contact(1);
        var edit = Edit.of(OutreachContact.getDefaultInstance()).clear(OutreachContact.MODE_FIELD_NUMBER);
        assertThatThrownBy(() -> tablet.edit(id, edit)).isInstanceOf(CaptureRefusedException.class);
        assertThatThrownBy(() -> tablet.voidRecord(id, 99)).isInstanceOf(CaptureRefusedException.class);
    }

    @Test
    void onlyKnownRecordsAndOpenSitesAreWritten() {
        assertThatThrownBy(() -> tablet.voidRecord(RecordId.counted(9, 1, 77), 1))
                .isInstanceOf(NotWritableException.class);
        assertThatThrownBy(() -> tablet.create("osh-2", Shift.envelope(), Shift.contact(1)))
                .isInstanceOf(NotWritableException.class);
        var fresh = Tablet.open(new MemoryJournalFile(), Seal.NONE, Shift.PROGRAMME, new FakeClock());
        assertThatThrownBy(() -> fresh.create(SITE, Shift.envelope(), Shift.contact(1)))
                .isInstanceOfSatisfying(
                        NotWritableException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(NotWritableException.Reason.NOT_ENROLLED));
    }

    @Test
    void aTallyHasItsNaturalIdAndTheDevicesOwnTotal() {
        var first = tablet.count(SITE, Shift.envelope(), Shift.tally(1, 2));
        var second = tablet.count(SITE, Shift.envelope(), Shift.tally(3, 4));
        assertThat(first.id())
                .isEqualTo(second.id())
                .isEqualTo(RecordId.natural(5, SITE, Integer.toString(Shift.DAY), "1", "5", "1"));
        var last = bench.pending().get(1);
        assertThat(last.op().getSiteDayTally()).isEqualTo(Shift.tally(4, 6));
        assertThat(tablet.record(SITE, first.id()).orElseThrow().shown().getSiteDayTally())
                .isEqualTo(Shift.tally(4, 6));
    }

    @Test
    void aFullDiskRefusesTheActAndNothingElse() throws Exception {
        bench.contact(1);
        bench.file.fillUpAt(bench.file.size() + 10);
        assertThatThrownBy(() -> bench.contact(2)).isInstanceOf(JournalException.class);
        assertThat(tablet.unsentOps()).isEqualTo(1);
        bench.file.fillUpAt(Long.MAX_VALUE);
        bench.contact(2);
        bench.crash();
        assertThat(bench.tablet.list(SITE)).hasSize(2);
    }

    @Test
    void locksItselfAfterDaysWithoutSync() {
        bench.contact(1);
        bench.clock.pass(TimeUnit.DAYS.toMillis(30) + 1);
        assertThat(tablet.locked()).isTrue();
        bench.clock.wall -= TimeUnit.DAYS.toMillis(31);
        assertThat(tablet.locked()).as("setting the clock back does not help").isTrue();
        assertThatThrownBy(() -> bench.contact(1))
                .isInstanceOfSatisfying(
                        NotWritableException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(NotWritableException.Reason.LOCKED));
        assertThatThrownBy(() -> tablet.list(SITE)).isInstanceOf(NotWritableException.class);
    }

    @Test
    void compactionChangesNothing() {
        var id = bench.contact(1);
        tablet.count(SITE, Shift.envelope(), Shift.tally(1, 2));
        tablet.edit(
                id,
                Edit.of(OutreachContact.newBuilder().setDurationMin(5).build())
                        .with(Envelope.newBuilder().setWorker(42).build()));
        var before = tablet.list(SITE);
        for (int round = 0; round < 2; round++) {
            bench.tablet.store().compact();
            bench.crash();
            assertThat(bench.tablet.list(SITE)).isEqualTo(before);
        }
        assertThat(bench.contact(1)).isEqualTo(RecordId.counted(9, 1, 2));
    }
}
