package org.outreachsync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.outreachsync.codes.CodesRefusedException;
import org.outreachsync.device.capture.CaptureRefusedException;
import org.outreachsync.rig.CodesRig;
import org.outreachsync.wire.v1.OwnCodes;

/** What servers with older, wrong or retired codes of a programme do. */
class OwnCodesServedIT extends OwnCodesRig {

    @Test
    void aServerWithOlderCodesLetsTheTabletComeAgainAndIsNotReady() throws Exception {
        var older = rig.start(first);
        var tablet = enrolled(older);
        assertThat(rig.readiness(older)).isEqualTo(200);
        var newer = rig.start(withTorch());
        rig.sync(tablet, newer);
        exchange(tablet, 16_383, 2);

        var report = rig.sync(tablet, older);

        assertThat(report.isComplete()).isFalse();
        assertThat(report.opsRemaining()).isEqualTo(1);
        assertThat(rig.readiness(older)).isEqualTo(503);
        assertThat(rig.readiness(newer)).isEqualTo(200);
        assertThat(tablet.codes().own().version())
                .as("an older server takes nothing away")
                .isEqualTo(2);
        assertThat(rig.sync(tablet, newer).isComplete()).isTrue();
        assertThat(tablet.attentions()).as("nothing went to quarantine").isEmpty();
        assertThat(rig.sync(tablet, older).isComplete())
                .as("what it does not name a server can serve")
                .isTrue();
        assertThat(tablet.codes().own().version()).isEqualTo(2);
    }

    @Test
    void aCodeThatNobodyServedGoesToQuarantineAsEver() throws Exception {
        var newer = rig.start(withTorch());
        var tablet = enrolled(newer);
        rig.sync(tablet, newer);
        exchange(tablet, 16_383, 2);

        // A store restored from a backup of before, with the old file.
        try (var restored = new CodesRig(folder)) {
            var server = restored.start(first);
            rig.enrol(tablet, server);
            rig.sync(tablet, server);
        }

        assertThat(tablet.attentions())
                .extracting(attention -> attention.getResult().getCode())
                .containsExactly("UNKNOWN_CODE");
    }

    @Test
    void aServerDoesNotStartWithAFileThatTakesBackWhatWasServed() throws Exception {
        rig.stop(rig.start(first));

        assertRefused(
                next("\"code\": \"OWN_WINTER_KIT\"", "\"code\": \"OWN_SUMMER_KIT\""),
                "commodity OWN_WINTER_KIT: id 8193 is OWN_WINTER_KIT for ever");
        assertRefused(
                next("{\"id\": 8193, \"code\": \"OWN_WINTER_KIT\"", "{\"id\": 8194, \"code\": \"OWN_SUMMER_KIT\""),
                "id 8193 was served and must stay");
        assertRefused(next("\"unit\": \"kit\"", "\"unit\": \"piece\""), "its attributes were served and stay");
        assertRefused(
                next("\"class\": \"stimulant\", \"nps\": true", "\"class\": \"stimulant\""),
                "substance OWN_BLUE_SALT: its attributes");
        assertRefused(
                next("\"nps\": true", "\"nps\": true, \"sensitive\": true"), "the list declares no flag sensitive");
        assertRefused(
                next(
                        "\"OWN_WINTER_KIT\", \"valid_from\": \"2026-01-01\"",
                        "\"OWN_WINTER_KIT\", \"valid_from\": \"2026-02-01\""),
                "valid_from may only become earlier");
        assertRefused(first.replace("Winter kit", "Kit"), "raise own_codes_version");
        assertThatThrownBy(() -> rig.start(Map.of()))
                .isInstanceOf(CodesRefusedException.class)
                .hasMessageContaining("OUTREACH_CODES names no file");

        rig.stop(rig.start(first));
        rig.stop(rig.start(next("Winter kit", "Kit for the winter")));
        assertRefused(first, "version 2 was served already");
    }

    private void assertRefused(String json, String reason) {
        assertThatThrownBy(() -> rig.start(json))
                .isInstanceOf(CodesRefusedException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aRetiredCodeStaysReadableAndIsNotTakenForLaterDays() throws Exception {
        var server = rig.start(first);
        var tablet = enrolled(server);
        rig.sync(tablet, server);
        exchange(tablet, 8_193, 1);
        rig.sync(tablet, server);
        rig.stop(server);

        var newer = rig.start(next(
                "\"OWN_WINTER_KIT\", \"valid_from\": \"2026-01-01\"",
                "\"OWN_WINTER_KIT\", \"valid_from\": \"2026-01-01\", \"retired_on\": \"2026-03-01\""));
        rig.sync(tablet, newer);

        assertThat(tablet.codes().get("commodity").label(8_193, "ru")).isEqualTo("Зимний набор");
        assertThat(commodities(tablet)).containsExactly(8_193);
        assertThatThrownBy(() -> exchange(tablet, 8_193, 1)).isInstanceOf(CaptureRefusedException.class);
    }

    @Test
    void everybodyWithATokenReadsTheListsAndIsToldWhenTheyHoldThem() throws Exception {
        var server = rig.start(first);
        var all = rig.get(server, "/v1/code-lists", "");
        assertThat(all.json().getInteger("own_codes_version")).isEqualTo(1);
        assertThat(all.json().getJsonArray("lists").stream()
                        .flatMap(list -> ((JsonObject) list).getJsonArray("codes").stream()))
                .filteredOn(code -> ((JsonObject) code).getBoolean("own"))
                .extracting(code -> ((JsonObject) code).getString("code"))
                .contains("OWN_SYR_1_RED", "OWN_LEGAL_CLINIC", "OWN_KARA_SUU");
        var held = rig.get(server, "/v1/code-lists", "If-None-Match: " + all.header("ETag") + "\r\n");
        assertThat(held.status()).isEqualTo(304);
        assertThat(held.body()).isEmpty();

        var message = rig.get(server, "/v1/code-lists", "Accept: application/x-protobuf\r\n");
        assertThat(message.header("Content-Type")).isEqualTo("application/x-protobuf");
        assertThat(message.header("ETag")).isNotEqualTo(all.header("ETag"));
        assertThat(OwnCodes.parseFrom(message.body()).getCodesList()).hasSize(6);
    }
}
