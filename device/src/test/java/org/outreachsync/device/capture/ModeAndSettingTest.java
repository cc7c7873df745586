package org.outreachsync.device.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.device.Shift.SITE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.device.Bench;
import org.outreachsync.device.Shift;
import org.outreachsync.validate.Finding;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.v1.OutreachContact;

/** Mode and setting: a worker enters one of them if the other follows from it. */
class ModeAndSettingTest {

    private final Bench bench = new Bench();

    private static int id(String list, String code) {
        return CodeListReader.published().get(list).all().stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Captured meet(OutreachContact.Builder contact) {
        return bench.tablet.create(
                SITE,
                Shift.envelope(),
                contact.setSex(1).setAgeBand(5).addServices(1).build());
    }

    private OutreachContact shown(Captured captured) {
        return bench.tablet.record(SITE, captured.id()).orElseThrow().shown().getOutreachContact();
    }

    @ParameterizedTest
    @CsvSource({
        "TRUST_POINT, FIXED_POINT",
        "DROP_IN, FIXED_POINT",
        "MOBILE_VAN, MOBILE",
        "PHARMACY, PHARMACY",
        "VENDING, VENDING",
        "ONLINE, ONLINE",
        "PHONE, PHONE"
    })
    void theModeFollowsFromTheSettingWhereOnlyOneGoesWithIt(String setting, String mode) {
        var captured = meet(OutreachContact.newBuilder().setSetting(id("setting", setting)));
        assertThat(shown(captured).getMode()).isEqualTo(id("mode", mode));
        assertThat(captured.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PHARMACY, PHARMACY", "VENDING, VENDING", "ONLINE, ONLINE", "PHONE, PHONE", "HOME_VISIT, HOME"})
    void theSettingFollowsFromTheModeToo(String mode, String setting) {
        assertThat(shown(meet(OutreachContact.newBuilder().setMode(id("mode", mode))))
                        .getSetting())
                .isEqualTo(id("setting", setting));
    }

    @ParameterizedTest
    @CsvSource({"STREET, ", "PRISON, ", "OTHER, ", ", MOBILE", ", OUTREACH", ", OTHER"})
    void whereMoreThanOneFitsTheWorkerSaysWhich(String setting, String mode) {
        var contact = OutreachContact.newBuilder();
        if (setting != null) {
            contact.setSetting(id("setting", setting));
        }
        if (mode != null) {
            contact.setMode(id("mode", mode));
        }
        assertThatThrownBy(() -> meet(contact))
                .isInstanceOfSatisfying(
                        CaptureRefusedException.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Finding::code)
                                .containsExactly("REQUIRED"));
    }

    @ParameterizedTest
    @CsvSource({"PRISON, VENDING", "ONLINE, FIXED_POINT", "PHARMACY, OUTREACH", "HOME, ONLINE"})
    void twoThatDoNotGoTogetherWarnAndStandAsEntered(String setting, String mode) {
        var captured = meet(
                OutreachContact.newBuilder().setSetting(id("setting", setting)).setMode(id("mode", mode)));
        assertThat(captured.warnings()).extracting(Finding::code).containsExactly("SETTING_WITHOUT_MODE");
        assertThat(shown(captured).getMode()).isEqualTo(id("mode", mode));
        assertThat(shown(captured).getSetting()).isEqualTo(id("setting", setting));
    }

    @Test
    void anEditThatMakesThemDisagreeWarns() {
        var id = meet(OutreachContact.newBuilder().setSetting(id("setting", "TRUST_POINT")))
                .id();
        var edited = bench.tablet.edit(
                id,
                Edit.of(OutreachContact.newBuilder()
                        .setSetting(id("setting", "PRISON"))
                        .setMode(id("mode", "VENDING"))
                        .build()));
        assertThat(edited.warnings()).extracting(Finding::code).containsExactly("SETTING_WITHOUT_MODE");
    }
}
