package org.outreachsync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.identity.Placement;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SocketTablet;
import org.outreachsync.wire.v1.SyncResponse;

/**
 * Records dated while their site was not open, over a socket: taken, warned of, counted where the site was, and
 * doubtful.
 */
class ClosedSiteIT {

    /** The day of everything that the tablet records. */
    private static final LocalDate DAY = LocalDate.ofEpochDay(20_513);

    private ServerRig rig;
    private SocketTablet tablet;
    private String admin;

    @BeforeEach
    void start() throws IOException {
        rig = new ServerRig(Map.of());
        admin = rig.admin();
        tablet = new SocketTablet(rig);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void place(LocalDate from, String region) {
        rig.server.identities().sites().place(SITE, Placement.of(from.toString(), "KG", region, 0, "PUBLIC"));
    }

    private void close(LocalDate on) {
        rig.server.identities().sites().close(SITE, on);
    }

    private List<String> warnings(String clientCode) throws IOException {
        return SyncResponse.parseFrom(tablet.offer(clientCode, 3).body())
                .getAck()
                .getResults(0)
                .getWarningsList();
    }

    private JsonObject answer(String query) throws IOException {
        var path = "/v1/indicators/PERSONS_REACHED?period=2026" + query;
        while (true) {
            Thread.onSpinWait();
            rig.time.pass(Duration.ofMillis(100));
            var answer = rig.send("GET", path, admin, new byte[0]).json();
            var asOf = answer.getJsonObject("as_of").getJsonObject(SITE);
            if (asOf.getLong("counted_to").equals(asOf.getLong("acknowledged_to"))) {
                return answer;
            }
        }
    }

    private long doubtful() throws IOException {
        var quality =
                rig.send("GET", "/v1/quality?period=2026", admin, new byte[0]).json();
        return quality.getJsonArray("sites").getJsonObject(0).getLong("records_while_not_open");
    }

    private Map<String, Long> regions() throws IOException {
        var rows = answer("&by=region").getJsonArray("by");
        var regions = new TreeMap<String, Long>();
        rows.forEach(
                row -> regions.put(((JsonObject) row).getString("region"), ((JsonObject) row).getLong("numerator")));
        regions.values().removeIf(count -> count == 0);
        return regions;
    }

    @Test
    void afterItClosedTheyBelongWhereItWasLast() throws IOException {
        place(DAY.minusDays(40), "KG-GO");
        place(DAY.minusDays(20), "KG-C");
        close(DAY);

        assertThat(warnings("Ж1990АЙГУ")).containsExactly("SITE_CLOSED");

        assertThat(answer("").getLong("numerator")).isEqualTo(1);
        assertThat(regions()).isEqualTo(Map.of("KG-C", 1L));
        assertThat(answer("&region=KG-C").getLong("numerator")).isEqualTo(1);
        assertThat(doubtful()).isEqualTo(1);
    }

    @Test
    void beforeItOpenedTheyBelongWhereItWasFirst() throws IOException {
        place(DAY.plusDays(1), "KG-GO");
        place(DAY.plusDays(9), "KG-C");

        assertThat(warnings("Ж1990АЙГУ")).containsExactly("SITE_NOT_OPEN");

        assertThat(regions()).isEqualTo(Map.of("KG-GO", 1L));
        assertThat(doubtful()).isEqualTo(1);
    }

    @Test
    void onItsLastDayAndItsFirstNothingIsDoubtful() throws IOException {
        place(DAY, "KG-GO");
        close(DAY.plusDays(1));

        assertThat(warnings("Ж1990АЙГУ")).isEmpty();
        assertThat(doubtful()).isZero();
    }

    @Test
    void aSiteOfWhichNobodySaysWhereItIsIsAlwaysOpen() throws IOException {
        assertThat(warnings("Ж1990АЙГУ")).isEmpty();
        answer("");
        assertThat(doubtful()).isZero();
        assertThat(regions()).isEqualTo(Map.of("UNKNOWN", 1L));
    }

    @Test
    void whenItsClosingIsEnteredLaterWhatCameBeforeIsDoubtfulAllTheSame() throws IOException {
        place(DAY.minusDays(40), "KG-GO");
        assertThat(warnings("Ж1990АЙГУ")).isEmpty();
        close(DAY.minusDays(1));
        rig.time.pass(Duration.ofSeconds(2));

        assertThat(regions()).isEqualTo(Map.of("KG-GO", 1L));
        assertThat(doubtful()).isEqualTo(1);
    }
}
