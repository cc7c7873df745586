package org.outreachsync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.rig.CodesRig.SITE;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.app.Server;
import org.outreachsync.codes.CodesRefusedException;
import org.outreachsync.device.Tablet;
import org.outreachsync.device.capture.CaptureRefusedException;
import org.outreachsync.device.capture.Captured;
import org.outreachsync.device.capture.Edit;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.rig.CodesRig;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.OwnCodes;
import org.outreachsync.wire.v1.Referral;

/**
 * A programme adds codes without a release: servers over one store, over sockets, with tablets of the device library.
 */
class OwnCodesIT {

    /** The example of the documentation. */
    private static final Path EXAMPLE = Path.of("..", "docs", "examples", "own-codes.json");

    private static final int RED_SYRINGE = 8_192;
    private static final int BLUE_SALT = 8_192;

    @TempDir
    private Path folder;

    private CodesRig rig;
    private String first;

    @BeforeEach
    void start() throws IOException {
        rig = new CodesRig(folder);
        first = Files.readString(EXAMPLE);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** The second version of the example. */
    private String next(String from, String to) {
        assertThat(first).contains(from);
        return first.replace("\"own_codes_version\": 1", "\"own_codes_version\": 2")
                .replace(from, to);
    }

    /** With a third commodity. */
    private String withTorch() {
        return next(
                "\"attributes\": {\"unit\": \"kit\"}}]}",
                "\"attributes\": {\"unit\": \"kit\"}},"
                        + "{\"id\": 16383, \"code\": \"OWN_TORCH\", \"valid_from\": \"2026-01-01\", \"labels\": {\"en\": \"Torch\"}, \"attributes\": {\"unit\": \"piece\"}}]}");
    }

    private Tablet enrolled(Server server) throws Exception {
        var tablet = rig.open(new MemoryJournalFile());
        rig.enrol(tablet, server);
        return tablet;
    }

    private static Captured exchange(Tablet tablet, int commodity, int pieces) {
        var line = ExchangeLine.newBuilder().setCommodity(commodity).setDistributed(pieces);
        return tablet.create(
                SITE,
                CodesRig.envelope(),
                NeedleExchange.newBuilder()
                        .setSex(1)
                        .setAgeBand(5)
                        .setMode(1)
                        .addLines(line)
                        .build());
    }

    private static List<Integer> commodities(Tablet tablet) {
        return tablet.list(SITE).stream()
                .flatMap(record -> record.shown().getNeedleExchange().getLinesList().stream())
                .map(ExchangeLine::getCommodity)
                .toList();
    }

    @Test
    void aTabletFetchesThemCapturesByThemOfflineAndTheFiguresCountThemByAttribute() throws Exception {
        var server = rig.start(first);
        var journal = new MemoryJournalFile();
        var tablet = rig.open(journal);
        rig.enrol(tablet, server);
        assertThatThrownBy(() -> exchange(tablet, RED_SYRINGE, 3))
                .as("before it ever synced")
                .isInstanceOf(CaptureRefusedException.class);
        assertThat(rig.sync(tablet, server).isComplete()).isTrue();
        tablet.close();

        var restarted = rig.open(journal.reopened());
        assertThat(restarted.codes().get("commodity").label(RED_SYRINGE, "ru")).isEqualTo("Шприц 1 мл, красный");
        exchange(restarted, RED_SYRINGE, 3);
        exchange(restarted, 2, 4);
        restarted.create(
                SITE,
                CodesRig.envelope(),
                OutreachContact.newBuilder()
                        .setSex(1)
                        .setAgeBand(5)
                        .setMode(1)
                        .setSetting(1)
                        .addServices(1)
                        .addSubstances30D(BLUE_SALT)
                        .build());
        assertThat(rig.sync(restarted, server).isComplete()).isTrue();
        assertThat(restarted.attentions()).isEmpty();

        var answer = rig.counted(server, "SYRINGES_DISTRIBUTED?period=2026&by=commodity");
        assertThat(answer.getLong("value")).isEqualTo(7);
        assertThat(row(answer, "OWN_SYR_1_RED").getLong("numerator")).isEqualTo(3);
        assertThat(row(answer, "SYR_1").getLong("numerator")).isEqualTo(4);
        assertThat(answer.getJsonObject("own_labels")
                        .getJsonObject("commodity")
                        .getJsonObject("OWN_SYR_1_RED")
                        .getString("ky"))
                .isEqualTo("Шприц 1 мл, кызыл");
        assertThat(answer.getJsonObject("own_labels").getJsonObject("commodity").fieldNames())
                .containsExactly("OWN_SYR_1_RED");
    }

    private static JsonObject row(JsonObject answer, String commodity) {
        return answer.getJsonArray("by").stream()
                .map(row -> (JsonObject) row)
                .filter(row -> row.getString("commodity").equals(commodity))
                .findAny()
                .orElseThrow();
    }

    @Test
    void aProgrammesCatalogueNamesThem() throws Exception {
        var catalogue = Files.writeString(folder.resolve("own.yaml"), """
                measures:
                  WINTER_KITS:
                    - {sum: NeedleExchange.lines.distributed, of: OWN_WINTER_KIT}
                indicators:
                  WINTER_KITS:
                    labels: {en: Winter kits}
                    definition: Winter kits that were given out.
                    asked_by: programme
                    kind: units
                    periods: any
                    numerator: {sum: [WINTER_KITS]}
                    by: [commodity, site]
                    version: 1
                """);
        var server = rig.start(
                Map.of("OUTREACH_CODES", rig.file(first).toString(), "OUTREACH_CATALOGUE", catalogue.toString()));
        var tablet = enrolled(server);
        rig.sync(tablet, server);
        exchange(tablet, 8_193, 5);
        rig.sync(tablet, server);

        assertThat(rig.counted(server, "WINTER_KITS?period=2026").getLong("value"))
                .isEqualTo(5);
    }

    @Test
    void aTabletFetchesOnlyWhatIsNew() throws Exception {
        var server = rig.start(first);
        var tablet = enrolled(server);
        var asked = new Asked(CodesRig.transport(server));
        rig.sync(tablet, asked);
        rig.sync(tablet, asked);
        assertThat(asked.times).isEqualTo(1);

        rig.stop(server);
        var newer = rig.start(withTorch());
        var again = new Asked(CodesRig.transport(newer));
        rig.sync(tablet, again);
        exchange(tablet, 16_383, 2);
        rig.sync(tablet, again);

        assertThat(again.times).isEqualTo(1);
        assertThat(tablet.attentions()).isEmpty();
        var kits = rig.counted(newer, "SYRINGES_DISTRIBUTED?period=2026");
        assertThat(kits.getLong("value")).as("a torch is no syringe").isZero();
    }

    /** Counts what is asked for. */
    private static final class Asked implements Transport {

        private final Transport transport;
        private int times;

        Asked(Transport transport) {
            this.transport = transport;
        }

        @Override
        public Answer post(String path, Map<String, String> headers, byte[] body) throws IOException {
            return transport.post(path, headers, body);
        }

        @Override
        public Answer get(String path, Map<String, String> headers) throws IOException {
            times++;
            return transport.get(path, headers);
        }
    }

    @Test
    void aTabletThatCannotAskSyncsAllTheSameAndKeepsRecordsByCodesThatItDoesNotKnow() throws Exception {
        var server = rig.start(first);
        var colleague = enrolled(server);
        rig.sync(colleague, server);
        exchange(colleague, RED_SYRINGE, 3);
        rig.sync(colleague, server);
        var old = enrolled(server);
        // An app of before, whose transport only posts.
        @SuppressWarnings("UnnecessaryMethodReference")
        Transport posts = CodesRig.transport(server)::post;

        assertThat(rig.sync(old, posts).isComplete())
                .as("its hash over all records is the server's")
                .isTrue();

        assertThat(commodities(old)).containsExactly(RED_SYRINGE);
        assertThat(old.codes().get("commodity").label(RED_SYRINGE, "ru")).isEqualTo("8192");
        var record = old.list(SITE).getFirst();
        old.edit(
                record.id(),
                Edit.of(NeedleExchange.newBuilder().setPeersServed(2).build()));
        assertThat(rig.sync(old, posts).isComplete()).isTrue();
        rig.sync(colleague, server);
        assertThat(commodities(colleague)).containsExactly(RED_SYRINGE);
        assertThat(colleague.list(SITE).getFirst().shown().getNeedleExchange().getPeersServed())
                .isEqualTo(2);
    }

    @Test
    void anOutcomeFitsAReferralTargetThatTheProgrammeAdded() throws Exception {
        var server = rig.start(first);
        var tablet = enrolled(server);
        rig.sync(tablet, server);
        var referral = Referral.newBuilder()
                .setUic("Ж1990АЙГУ")
                .setIssuedOn(CodesRig.DAY)
                .setFrom(1)
                .setTo(8_192)
                .setStatus(3)
                .setCompletedOn(CodesRig.DAY)
                .setOutcome(1);

        tablet.create(SITE, CodesRig.envelope(), referral.build());

        assertThat(rig.sync(tablet, server).isComplete()).isTrue();
        assertThat(tablet.attentions()).isEmpty();
        assertThatThrownBy(() -> tablet.create(
                        SITE, CodesRig.envelope(), referral.setTo(1).build()))
                .isInstanceOf(CaptureRefusedException.class);
    }

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
