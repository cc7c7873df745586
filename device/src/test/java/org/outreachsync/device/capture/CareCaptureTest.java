package org.outreachsync.device.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.device.Shift.SITE;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.device.Bench;
import org.outreachsync.device.Shift;
import org.outreachsync.wire.v1.Op;

/** Records of care, overdoses and supplies are captured, survive a crash, and are shown as entered. */
class CareCaptureTest {

    private static final String DAY = Integer.toString(Shift.DAY);

    private final Bench bench = new Bench();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "referral {uic: 'Ж1990АЙГУ' from: 21 to: 2 status: 1 issued_on: DAY}",
                "screening {uic: 'Ж1990АЙГУ' disease: 1 test_kind: 1 result: 1 tested_on: DAY result_given_on: DAY consent: true}",
                "overdose_event {date_precision: 1 place: 2 naloxone_given: 1 doses: 2 outcome: 1 witnessed: true}",
                "ost_status {uic: 'Ж1990АЙГУ' drug: 1 start_on: DAY dose_mg: 60 phase: 2}",
                "prison_release {uic: 'Ж1990АЙГУ' released_on: DAY plan: true}",
                "client_feedback {service: 31 topic: 2 rating: 5 relative: false}",
                "naloxone_issue {doses: 2 trained: true reason: 1}",
                "sharps_collection {place: 5 count: 12}",
                "stock_move {commodity: 2 quantity: -100 reason: 3}",
                "client_exit {uic: 'Ж1990АЙГУ' reason: 1}",
                "rights_violation {uic: 'Ж1990АЙГУ' violation: 5 perpetrator: 1 responses: [1, 2] result: 2 consent: true settled_on: DAY}",
                "rights_violation {violation: 8 perpetrator: 3 result: 1 consent: false}",
                "staff_training {topic: 2 hours: 8 staff {role: 1 people: 6} staff {role: 4 people: 2}}",
                "shelter_places {women: 6 children: 4}",
                "referral {uic: 'Ж1990АЙГУ' from: 21 to: 13 status: 3 issued_on: DAY completed_on: DAY outcome: 10}",
            })
    void isKeptAsItWasEntered(String text) throws Exception {
        var entered = TextFormat.parse(text.replace("DAY", DAY), Op.class);
        var record = (Message) entered.getAllFields().values().iterator().next();

        var id = bench.tablet.create(SITE, Shift.envelope(), record).id();
        bench.crash();

        assertThat(bench.pending())
                .singleElement()
                .satisfies(op -> assertThat(op.op().getAllFields().values()).contains(record));
        assertThat(bench.tablet
                        .record(SITE, id)
                        .orElseThrow()
                        .shown()
                        .getAllFields()
                        .values())
                .contains(record);
    }
}
