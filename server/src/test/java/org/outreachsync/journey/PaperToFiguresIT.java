package org.outreachsync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.rig.ServerRig.SITE;
import static org.outreachsync.rig.ServerRig.bearer;

import com.google.protobuf.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.device.Programme;
import org.outreachsync.device.Tablet;
import org.outreachsync.device.capture.CaptureRefusedException;
import org.outreachsync.device.clock.DeviceClock;
import org.outreachsync.device.enrol.KeySource;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.device.journal.Seal;
import org.outreachsync.device.sync.SyncListener;
import org.outreachsync.device.sync.SyncSettings;
import org.outreachsync.device.transport.HttpTransport;
import org.outreachsync.identity.Role;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.validate.Finding;
import org.outreachsync.wire.v1.ClientFeedback;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.OstStatus;
import org.outreachsync.wire.v1.Referral;
import org.outreachsync.wire.v1.Screening;
import org.outreachsync.wire.v1.WomenServiceVisit;

/**
 * What workers had on paper, from the device library over a socket to the figures that a manager asks for over a
 * socket.
 */
class PaperToFiguresIT {

    private static final int DAY = (int) LocalDate.of(2026, 3, 1).toEpochDay();
    private static final int UNSORTED = 21;
    private static final int SHELTER = 51;
    private static final int OST = 31;
    private static final String OTHER = "BISHKEK-1";

    private ServerRig rig;
    private String admin;
    private Tablet tablet;

    @BeforeEach
    void start() throws Exception {
        rig = new ServerRig(Map.of());
        rig.server.identities().sites().add(OTHER, "Bishkek");
        rig.time.pass(Duration.ofSeconds(2));
        admin = bearer(rig.server
                .identities()
                .people()
                .add("Admin", Role.ADMIN, Set.of())
                .token());
        tablet = Tablet.open(new MemoryJournalFile(), Seal.NONE, Programme.of(LocalDate.of(2015, 1, 1)), clock());
        var code = rig.server
                .identities()
                .codes()
                .make(List.of(SITE), Duration.ofMinutes(5))
                .code();
        tablet.enrolment(transport(), KeySource.of(new SecureRandom())).enrol(code, "tab", "1");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private DeviceClock clock() {
        return new DeviceClock() {
            @Override
            public long wallMillis() {
                return rig.time.millis();
            }

            @Override
            public long elapsedMillis() {
                return rig.time.read() / 1_000_000;
            }

            @Override
            public long bootId() {
                return 5;
            }
        };
    }

    private HttpTransport transport() {
        return new HttpTransport(URI.create("http://localhost:" + rig.server.port()));
    }

    private List<String> record(Message record) {
        var envelope = Envelope.newBuilder()
                .setProject(1)
                .setWorker(7)
                .setRole(5)
                .setOccurredOn(DAY)
                .build();
        return tablet.create(SITE, envelope, record).warnings().stream()
                .map(Finding::code)
                .toList();
    }

    private void refuse(String code, Message record) {
        assertThatThrownBy(() -> record(record))
                .isInstanceOfSatisfying(
                        CaptureRefusedException.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Finding::code)
                                .contains(code));
    }

    private void sync() {
        assertThat(tablet.engine(transport(), new Random(1), SyncListener.NONE, SyncSettings.of("1"))
                        .sync()
                        .isComplete())
                .isTrue();
    }

    private JsonObject figure(String path) throws IOException {
        JsonObject answer;
        do {
            Thread.onSpinWait();
            rig.time.pass(Duration.ofMillis(100));
            answer = rig.send("GET", "/v1/indicators/" + path, admin, new byte[0])
                    .json();
        } while (answer.getJsonObject("as_of").getJsonObject(SITE).getLong("counted_to")
                < answer.getJsonObject("as_of").getJsonObject(SITE).getLong("acknowledged_to"));
        return answer;
    }

    private long numerator(String path) throws IOException {
        return figure(path).getLong("numerator");
    }

    private static JsonObject row(JsonArray rows, String dimension, String label) {
        return rows.stream()
                .map(JsonObject.class::cast)
                .filter(row -> label.equals(row.getString(dimension)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aBagOfUsedSyringesNobodySortedIsReturnedAndCannotBeGivenOut() throws Exception {
        var bag = ExchangeLine.newBuilder().setCommodity(UNSORTED).setReturned(120);
        var exchange = NeedleExchange.newBuilder()
                .setUic("Ж1990АЙГУ")
                .addLines(ExchangeLine.newBuilder()
                        .setCommodity(2)
                        .setDistributed(20)
                        .setReturned(5));
        refuse(
                "RETURNED_ONLY_DISTRIBUTED",
                exchange.clone().addLines(bag.clone().setDistributed(1)).build());
        assertThat(record(exchange.addLines(bag).build())).isEmpty();
        sync();

        assertThat(numerator("SYRINGES_RETURNED?period=2026")).isEqualTo(125);
        assertThat(numerator("SYRINGES_DISTRIBUTED?period=2026")).isEqualTo(20);
        assertThat(figure("NSP.RET?period=2026").getLong("denominator")).isEqualTo(20);
        var rows = figure("SYRINGES_RETURNED?period=2026&by=site").getJsonArray("by");
        assertThat(row(rows, "site", SITE).getLong("numerator")).isEqualTo(125);
    }

    @Test
    void aWomanWhoGivesNoCodeIsServedAndCountsWhereNobodyNeedsToKnowWhoSheIs() throws Exception {
        var stay = WomenServiceVisit.newBuilder()
                .addServices(SHELTER)
                .setShelterIn((int) LocalDate.of(2026, 1, 30).toEpochDay())
                .setShelterOut((int) LocalDate.of(2026, 2, 4).toEpochDay());
        refuse("CLIENT_OR_SEX_AND_AGE", stay.build());
        record(stay.clone().setSex(1).setAgeBand(7).build());
        record(stay.clone().setSex(1).setAgeBand(7).build());
        record(stay.clone().setSex(1).setAgeBand(5).clearShelterOut().build());
        record(stay.clone().setUic("Ж1990АЙГУ").build());
        sync();

        assertThat(numerator("WOMEN_VISITS?period=2026")).isEqualTo(4);
        assertThat(numerator("WOMEN_SERVICES?period=2026")).isEqualTo(4);
        assertThat(numerator("W.SHELTER?period=2026")).as("persons").isEqualTo(1);
        assertThat(numerator("PERSONS_REACHED?period=2026")).as("persons").isEqualTo(1);
        assertThat(numerator("W.SHELTER.NIGHTS?period=202601"))
                .as("the 30th and the 31st, three times")
                .isEqualTo(6);
        assertThat(numerator("W.SHELTER.NIGHTS?period=202602"))
                .as("the 1st to the 3rd, three times")
                .isEqualTo(9);
        var rows = figure("W.SHELTER.NIGHTS?period=2026&by=age").getJsonArray("by");
        assertThat(row(rows, "age", "AGE_30_34").getLong("numerator"))
                .as("two anonymous stays")
                .isEqualTo(10);
        assertThat(row(rows, "age", "AGE_35_39").getLong("numerator"))
                .as("the one of 1990")
                .isEqualTo(5);
        assertThat(row(rows, "age", "AGE_20_24").getLong("numerator"))
                .as("nobody knows when she left")
                .isZero();
    }

    @Test
    void anAnonymousTestIsATestAndNoPerson() throws Exception {
        var test = Screening.newBuilder()
                .setDisease(1)
                .setTestKind(1)
                .setResult(1)
                .setTestedOn(DAY)
                .setResultGivenOn(DAY)
                .setConsent(true);
        refuse("CLIENT_OR_SEX_AND_AGE", test.build());
        record(test.clone().setSex(2).setAgeBand(6).build());
        record(test.clone().setUic("М1985БЕАС").build());
        record(Referral.newBuilder()
                .setSex(2)
                .setAgeBand(6)
                .setFrom(21)
                .setTo(1)
                .setStatus(3)
                .setIssuedOn(DAY)
                .setCompletedOn(DAY)
                .build());
        sync();

        var share = figure("HTS.2?period=2026&by=sex");
        assertThat(share.getLong("denominator")).isEqualTo(2);
        assertThat(row(share.getJsonArray("by"), "sex", "MALE").getLong("denominator"))
                .isEqualTo(2);
        assertThat(numerator("HTS_TST?period=2026")).isEqualTo(1);
        assertThat(figure("HTS.ANON?period=2026").getDouble("value")).isEqualTo(50);
        assertThat(figure("REF.DONE?period=2026").getDouble("value")).isEqualTo(100);
    }

    @Test
    void whoHandsOnTakesManyAndAMistypedNumberForOnePersonIsRefused() throws Exception {
        var many = NeedleExchange.newBuilder()
                .setUic("Ж1990АЙГУ")
                .addLines(ExchangeLine.newBuilder().setCommodity(2).setDistributed(5000));
        refuse("TOO_MANY_FOR_PERSONS", many.build());
        refuse("TOO_MANY_FOR_PERSONS", many.clone().setPeersServed(8).build());
        assertThat(record(many.clone().setPeersServed(9).build())).containsExactly("MANY_FOR_PERSONS");
        assertThat(record(many.clone()
                        .setLines(0, ExchangeLine.newBuilder().setCommodity(2).setDistributed(500))
                        .setPeersServed(9)
                        .build()))
                .isEmpty();
        sync();

        assertThat(numerator("SYRINGES_DISTRIBUTED?period=2026")).isEqualTo(5500);
        assertThat(figure("NSP.PEERS?period=2026").getDouble("value")).isEqualTo(100);
        assertThat(numerator("PERSONS_NSP?period=2026"))
                .as("the peer is one person")
                .isEqualTo(1);
        var quality = rig.send("GET", "/v1/quality?period=2026Q1&sites=" + SITE, admin, new byte[0])
                .json();
        assertThat(quality.getJsonArray("sites").getJsonObject(0).getLong("implausible_exchanges"))
                .as("the one of 5000")
                .isEqualTo(1);
    }

    @Test
    void aTreatmentStopsForAReason() throws Exception {
        var status = OstStatus.newBuilder().setDrug(1).setStartOn(DAY - 300);
        refuse(
                "STOP_REASON_WITHOUT_STOP",
                status.clone().setUic("М1985БЕАС").setStopReason(2).build());
        record(status.clone()
                .setUic("М1985БЕАС")
                .setStopOn(DAY - 10)
                .setStopReason(2)
                .build());
        record(status.clone()
                .setUic("Ж1990АЙГУ")
                .setStopOn(DAY - 9)
                .setStopReason(3)
                .build());
        record(status.clone().setUic("М1979ЭМСА").setStopOn(DAY - 8).build());
        sync();

        var answer = figure("OST.STOPPED?period=2026&by=stop_reason");
        assertThat(answer.getLong("numerator")).isEqualTo(3);
        for (var reason : List.of("LEFT", "TRANSFERRED", "NONE")) {
            assertThat(row(answer.getJsonArray("by"), "stop_reason", reason).getLong("numerator"))
                    .as(reason)
                    .isEqualTo(1);
        }
        assertThat(row(answer.getJsonArray("by"), "stop_reason", "DIED").getLong("numerator"))
                .as("a row of the question")
                .isZero();
        var csv = new String(
                rig.send("GET", "/v1/indicators/OST.STOPPED?period=2026&by=stop_reason&format=csv", admin, new byte[0])
                        .body(),
                StandardCharsets.UTF_8);
        assertThat(csv).contains(",LEFT,1,");
    }

    @Test
    void aRatingCountsForTheSiteThatItIsAboutAndANameIsKeptOutOfEveryRecord() throws Exception {
        var feedback = ClientFeedback.newBuilder().setService(OST).setTopic(2).setRelative(false);
        record(feedback.clone().setRating(5).build());
        record(feedback.clone().setRating(2).setAboutSite(OTHER).build());
        record(feedback.clone().setRating(4).setAboutSite(SITE).build());
        refuse(
                "SITE_UNKNOWN",
                feedback.clone().setRating(1).setAboutSite("Gulnara, market").build());
        record(feedback.clone().setRating(1).setAboutSite("GULNARA-1990").build());
        sync();

        var rows = figure("OST.FEEDBACK?period=2026&by=site").getJsonArray("by");
        assertThat(row(rows, "site", OTHER).getLong("numerator")).isEqualTo(2);
        assertThat(row(rows, "site", OTHER).getLong("denominator")).isEqualTo(1);
        assertThat(row(rows, "site", SITE).getLong("numerator")).isEqualTo(9);
        assertThat(row(rows, "site", SITE).getLong("denominator")).isEqualTo(2);
        assertThat(figure("FEEDBACK?period=2026").getLong("denominator")).isEqualTo(3);
        var manager = bearer(rig.server
                .identities()
                .people()
                .add("Manager", Role.MANAGER, Set.of(OTHER))
                .token());
        var seen = rig.send("GET", "/v1/indicators/OST.FEEDBACK?period=2026", manager, new byte[0])
                .json();
        assertThat(seen.getLong("numerator")).as("of the site that is rated").isEqualTo(2);

        assertThat(tablet.attentions())
                .singleElement()
                .satisfies(one -> assertThat(one.getResult().getCode()).isEqualTo("SITE_UNKNOWN"));
        var kept = rig.send("GET", "/v1/quarantine?site=" + SITE, admin, new byte[0]);
        assertThat(kept.json().getJsonArray("items")).hasSize(1);
        assertThat(new String(kept.body(), StandardCharsets.UTF_8))
                .contains("SITE_UNKNOWN")
                .doesNotContain("GULNARA");
    }
}
