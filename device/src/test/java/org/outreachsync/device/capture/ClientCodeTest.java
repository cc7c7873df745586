package org.outreachsync.device.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.device.Shift.SITE;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.device.Bench;
import org.outreachsync.device.FakeClock;
import org.outreachsync.device.Shift;
import org.outreachsync.device.Tablet;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.device.journal.Seal;
import org.outreachsync.validate.Finding;
import org.outreachsync.wire.v1.Client;
import org.outreachsync.wire.v1.OutreachContact;

class ClientCodeTest {

    private final Bench bench = new Bench();
    private final Tablet tablet = bench.tablet;

    @ParameterizedTest
    @ValueSource(strings = {"Ж2090АЙГУ", "Ж2026АЙГУ", "Ж2024АЙГУ", "Ж1929АЙГУ", "Ж0190АЙГУ"})
    void aYearThatNobodyWasBornInIsRefusedBeforeItIsSaved(String code) {
        assertThat(codes(tablet.checkClientCode(code, null))).containsExactly("CLIENT_CODE_YEAR");
        assertThatThrownBy(() -> meet(code))
                .isInstanceOfSatisfying(
                        CaptureRefusedException.class,
                        refused -> assertThat(codes(refused.findings())).contains("CLIENT_CODE_YEAR"));
        var id = meet("Ж1990АЙГУ").id();
        assertThatThrownBy(() -> tablet.edit(
                        id, Edit.of(OutreachContact.newBuilder().setUic(code).build())))
                .isInstanceOf(CaptureRefusedException.class);
        var merged = Shift.client().toBuilder().setMergedInto(code).build();
        assertThatThrownBy(() -> tablet.create(SITE, Shift.envelope(), merged))
                .isInstanceOf(CaptureRefusedException.class);
        assertThat(tablet.unsentOps()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Ж1990АЙГУ, Ж1991АЙГУ",
        "Ж1990АЙГУ, Ж1990АЙГО",
        "Ж1985АЙГУ, Ж1958АЙГУ",
        "Ж1990АЙГУ, Ж1990ЙАГУ",
        "Ж1990АЙГУ, М1990АЙГУ",
        "Ж1990АЙГX, Ж1990АЙГУ"
    })
    void aCodeThatIsASlipAwayFromOneOnTheTabletWarns(String first, String second) {
        meet(first);
        assertThat(codes(tablet.checkClientCode(second, null))).containsExactly("CLIENT_CODE_SIMILAR");
        assertThat(tablet.unsentOps()).as("nothing is saved by asking").isEqualTo(1);

        var warnings = meet(second).warnings();
        assertThat(codes(warnings)).containsExactly("CLIENT_CODE_SIMILAR");
        assertThat(warnings.get(0).message()).doesNotContain(first);
        assertThat(codes(tablet.checkClientCode(second, null)))
                .as("known by now")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Ж1990АЙГУ, Ж1990AЙГУ", "Ж1990АЙГУ, ж-1990 айгу", "Ж1990АЙГУ, Ж1991АЙГО", "Ж1990АЙГУ, Ж1990ГЙАУ"})
    void theSameCodeAndOneFurtherAwayDoNot(String first, String second) {
        meet(first);
        assertThat(tablet.checkClientCode(second, null)).isEmpty();
        assertThat(meet(second).warnings()).isEmpty();
    }

    @Test
    void whatWasSentAndIsStillKeptCountsAfterARestartToo() {
        meet("Ж1990АЙГУ");
        bench.crash();
        assertThat(codes(bench.tablet.checkClientCode("Ж1990АЙГО", null))).containsExactly("CLIENT_CODE_SIMILAR");
    }

    @Test
    void aCodeThatIsCorrectedIsNoOther() {
        var id = meet("Ж1990АЙГО").id();
        assertThat(tablet.checkClientCode("Ж1990АЙГУ", id)).isEmpty();
        assertThat(tablet.edit(
                                id,
                                Edit.of(OutreachContact.newBuilder()
                                        .setUic("Ж1990АЙГУ")
                                        .build()))
                        .warnings())
                .isEmpty();
    }

    @Test
    void whoTurnedOutToBeAnotherIsNoSlip() {
        tablet.create(
                SITE,
                Shift.envelope(),
                Shift.client().toBuilder().setUic("Ж1990АЙГУ").build());
        var merge = Client.newBuilder().setMergedInto("Ж1990АЙГО").build();
        var id = tablet.list(SITE).get(0).id();
        assertThat(tablet.edit(id, Edit.of(merge)).warnings()).isEmpty();
    }

    @Test
    void aLetterThatCannotBeBroughtToTheScriptWarns() {
        assertThat(codes(tablet.checkClientCode("Ж1990YАГУ", null))).containsExactly("CLIENT_CODE_UNCLEAR");
        assertThat(codes(meet("Ж1990YАГУ").warnings())).containsExactly("CLIENT_CODE_UNCLEAR");
        assertThat(tablet.checkClientCode("Ж1990AХXХ", null)).isEmpty();
    }

    @Test
    void twoDigitsOfAYearAreCheckedAsTheServerWill() {
        bench.server.enrolWith(Shift.enrolled(2, SITE).toBuilder()
                .setClientCodePattern("GYYMMFF")
                .build());
        bench.enrolAgain();

        assertThat(meet("Ж90АЙГУ").warnings()).isEmpty();
        assertThat(tablet.checkClientCode("ж-9О айгу", null)).as("the same").isEmpty();
        assertThat(codes(tablet.checkClientCode("Ж91АЙГУ", null))).containsExactly("CLIENT_CODE_SIMILAR");
        assertThat(codes(tablet.checkClientCode("Ж09АЙГУ", null)))
                .as("digits that changed places")
                .containsExactly("CLIENT_CODE_SIMILAR");
        assertThat(codes(tablet.checkClientCode("Ж21ОМГУ", null)))
                .as("a child of 5, or somebody of 105")
                .containsExactly("CLIENT_CODE_YEAR");
        assertThat(tablet.checkClientCode("Ж16ОМГУ", null)).isEmpty();
        assertThat(codes(tablet.checkClientCode("Ж1990АЙГУ", null))).containsExactly("CLIENT_CODE_INVALID");
        assertThatThrownBy(() -> meet("Ж21ОМГУ")).isInstanceOf(CaptureRefusedException.class);
    }

    @Test
    void onlyATabletThatIsEnrolledChecks() {
        var fresh = Tablet.open(new MemoryJournalFile(), Seal.NONE, Shift.PROGRAMME, new FakeClock());
        assertThatThrownBy(() -> fresh.checkClientCode("Ж1990АЙГУ", null)).isInstanceOf(NotWritableException.class);
    }

    private Captured meet(String code) {
        return bench.tablet.create(
                SITE,
                Shift.envelope(),
                OutreachContact.newBuilder(Shift.contact(1)).setUic(code).build());
    }

    private static List<String> codes(List<Finding> findings) {
        return findings.stream().map(Finding::code).toList();
    }
}
