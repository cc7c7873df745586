package org.outreachsync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.rig.CodesRig.SITE;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.outreachsync.device.capture.CaptureRefusedException;
import org.outreachsync.device.capture.Edit;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.rig.CodesRig;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.Referral;

/**
 * A programme adds codes without a release: servers over one store, over sockets, with tablets of the device library.
 */
class OwnCodesIT extends OwnCodesRig {

    private static final int RED_SYRINGE = 8_192;
    private static final int BLUE_SALT = 8_192;

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
}
