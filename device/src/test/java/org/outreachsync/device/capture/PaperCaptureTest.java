package org.outreachsync.device.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.device.Shift.SITE;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.device.Bench;
import org.outreachsync.device.Shift;
import org.outreachsync.validate.Finding;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.RightsViolation;

/** Wrong entries from paper forms are refused before anything is saved, by the same rules as on the server. */
class PaperCaptureTest {

    private final Bench bench = new Bench();

    private static Message record(String text) throws Exception {
        int day = Shift.envelope().getOccurredOn();
        var entered = TextFormat.parse(text.replace("YESTERDAY", "" + (day - 1)).replace("TODAY", "" + day), Op.class);
        return (Message) entered.getAllFields().values().iterator().next();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    RETURN_AFTER_DEATH        | client_exit {uic: "Ж1990АЙГУ" reason: 1 returned_on: TODAY}
                    RETURN_NOT_LATER          | client_exit {uic: "Ж1990АЙГУ" reason: 5 returned_on: TODAY}
                    REQUIRED                  | client_exit {reason: 4}
                    CLIENT_WITHOUT_CONSENT    | rights_violation {uic: "Ж1990АЙГУ" violation: 1 perpetrator: 1 result: 1 consent: false}
                    REQUIRED                  | rights_violation {violation: 1 perpetrator: 1 result: 1}
                    SETTLED_ON_MISSING        | rights_violation {violation: 1 perpetrator: 1 result: 3 consent: false}
                    SETTLED_ON_WITHOUT_RESULT | rights_violation {violation: 1 perpetrator: 1 result: 1 consent: false settled_on: TODAY}
                    SETTLED_BEFORE_TOLD       | rights_violation {violation: 1 perpetrator: 1 result: 2 consent: false settled_on: YESTERDAY}
                    NOBODY_TRAINED            | staff_training {topic: 1 hours: 8 staff {role: 1 people: 0}}
                    REQUIRED                  | staff_training {topic: 1 hours: 8}
                    REQUIRED                  | shelter_places {children: 2}
                    OUTCOME_WITHOUT_COMPLETION | referral {uic: "Ж1990АЙГУ" from: 21 to: 13 status: 2 issued_on: TODAY outcome: 10}
                    OUTCOME_OF_ANOTHER_SERVICE | referral {uic: "Ж1990АЙГУ" from: 21 to: 20 status: 3 issued_on: TODAY completed_on: TODAY outcome: 10}
                    OUTCOME_OF_ANOTHER_SERVICE | referral {uic: "Ж1990АЙГУ" from: 21 to: 1 status: 3 issued_on: TODAY completed_on: TODAY outcome: 1}
                    """)
    void isRefused(String code, String text) throws Exception {
        var wrong = record(text);

        assertThatThrownBy(() -> bench.tablet.create(SITE, Shift.envelope(), wrong))
                .isInstanceOfSatisfying(
                        CaptureRefusedException.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Finding::code)
                                .contains(code));
        assertThat(bench.tablet.unsentOps()).isZero();
    }

    @Test
    void takingBackConsentTakesTheClientAlong() throws Exception {
        var id = bench.tablet
                .create(
                        SITE,
                        Shift.envelope(),
                        record(
                                "rights_violation {uic: \"Ж1990АЙГУ\" violation: 1 perpetrator: 1 result: 1 consent: true}"))
                .id();

        bench.tablet.edit(
                id, Edit.of(RightsViolation.newBuilder().setConsent(false).build()));

        var shown = bench.tablet.record(SITE, id).orElseThrow().shown().getRightsViolation();
        assertThat(shown.getUic()).isEmpty();
        assertThat(shown.getViolation()).isEqualTo(1);
    }
}
