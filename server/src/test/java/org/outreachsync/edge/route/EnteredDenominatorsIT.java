package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.outreachsync.identity.Placement;
import org.outreachsync.indicator.Period;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SharedServer;
import org.outreachsync.rig.SocketTablet;
import org.outreachsync.targets.Amount;
import org.outreachsync.targets.Area;
import org.outreachsync.targets.Subject;

/**
 * Indicators over size estimates and targets of a country with two sites, over a socket. The rig's day is 2026-03-02.
 */
class EnteredDenominatorsIT {

    @RegisterExtension
    static final SharedServer SERVER = new SharedServer((rig, admin) -> {
        var sites = rig.server.identities().sites();
        sites.place(SITE, Placement.of("2020-01-01", "KG", "KG-O", 0, "PUBLIC"));
        sites.add("BATKEN-1", "Batken", Placement.of("2020-01-01", "KG", "KG-B", 0, "PUBLIC"));
        var country = Area.of("country:KG");
        var targets = rig.server.targets();
        targets.add(Subject.size(country, "PWID", 2026), Amount.count(200), "IBBS 2025");
        targets.add(Subject.size(country, "PWID_OPIOID", 2026), Amount.count(100), "=IBBS 2025");
        targets.add(
                Subject.target("NALOXONE.TRAINED", country, Period.ofYear(2026)), Amount.count(50), "Grant agreement");
        rig.time.pass(Duration.ofSeconds(2));
        new SocketTablet(rig).exchange("Ж1990АЙГУ", 20);
        rig.awaitCounted(admin, SITE);
    });

    private ServerRig rig;
    private String admin;

    @BeforeEach
    void start() {
        rig = SERVER.rig();
        admin = SERVER.admin();
    }

    private RawHttp.Response get(String path) throws IOException {
        rig.time.pass(Duration.ofSeconds(1));
        return rig.send("GET", "/v1/indicators" + path, admin, new byte[0]);
    }

    @Test
    void everyBreakdownThatIsOfferedIsAnswered() throws IOException {
        for (var item : get("").json().getJsonArray("items")) {
            var indicator = (JsonObject) item;
            for (var by : indicator.getJsonArray("by")) {
                var path = "/" + indicator.getString("code") + "?period=2026&by=" + by;
                assertThat(get(path).status()).as(path).isEqualTo(200);
            }
        }
    }

    @Test
    void aSiteThatIsNotOpenAllTheTimeIsInItsCountryAllTheSame() throws IOException {
        var sites = rig.server.identities().sites();
        assertThat(get("/KP-4?period=2026").json().getInteger("denominator")).isEqualTo(200);

        sites.close("BATKEN-1", LocalDate.parse("2025-07-01"));
        sites.add("NARYN-1", "Naryn", Placement.of("2026-03-01", "KG", "KG-N", 0, "PUBLIC"));
        rig.time.pass(Duration.ofMinutes(1));
        assertThat(get("/KP-4?period=2026").json().getInteger("denominator")).isEqualTo(200);
        assertThat(get("/GAM-OAMT?period=2025").json().getValue("denominator"))
                .as("nobody entered one for 2025")
                .isNull();

        sites.add("DUSHANBE-1", "Dushanbe", Placement.of("2026-03-01", "TJ", "TJ-DU", 0, "PUBLIC"));
        rig.time.pass(Duration.ofMinutes(1));
        assertThat(get("/KP-4?period=2026").json().getValue("denominator"))
                .as("two countries")
                .isNull();
        assertThat(get("/KP-4?period=2026&country=KG").json().getInteger("denominator"))
                .isEqualTo(200);
    }

    @Test
    void saysForWhichPeriodsItIsMeant() throws IOException {
        assertThat(get("/KP-4?period=2026").json().getBoolean("usual_period")).isTrue();
        assertThat(get("/KP-4?period=2026Oct").json().getBoolean("usual_period"))
                .isTrue();
        assertThat(get("/KP-4?period=2026Q1").json().getBoolean("usual_period")).isFalse();
        assertThat(get("/CONTACTS?period=2026Q1").json().getBoolean("usual_period"))
                .isTrue();
    }

    @Test
    void isProvisionalUntilWhatIsToFollowHasHadItsTime() throws IOException {
        // 2026-03-02 is 45 days after 2026-01-16, and 182 more after 2025-07-18.
        assertThat(get("/CONTACTS?period=20260115").json().getBoolean("provisional"))
                .isFalse();
        assertThat(get("/HTS.7?period=20260115").json().getBoolean("provisional"))
                .isTrue();
        assertThat(get("/KP-5?period=20250718").json().getBoolean("provisional"))
                .isTrue();
        assertThat(get("/KP-5?period=20250717").json().getBoolean("provisional"))
                .isFalse();
    }

    @Test
    void aPeriodThatIsTooShortHasNoValue() throws IOException {
        var answer = get("/PRV.9?period=20260301&by=sex").json();
        assertThat(answer.containsKey("numerator")).isTrue();
        assertThat(answer.getValue("numerator")).isNull();
        assertThat(answer.getValue("value")).isNull();
        assertThat(get("/PRV.9?period=2026-02-01..2026-03-02").json().getLong("numerator"))
                .isNotNull();
    }

    @Test
    void aTextThatSpreadsheetsWouldTakeForAFormulaIsNone() throws IOException {
        var csv = new String(get("/GAM-OAMT?period=2026&format=csv").body(), StandardCharsets.UTF_8);
        assertThat(csv).contains(",'=IBBS 2025,2026,2026,");
    }
}
