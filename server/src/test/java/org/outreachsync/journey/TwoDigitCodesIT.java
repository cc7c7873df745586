package org.outreachsync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SocketTablet;

/** A programme whose paper has two digits of the year: people are counted once, by the age that the code says. */
class TwoDigitCodesIT {

    @Test
    void peopleAreCountedOnceAndByTheirAge() throws IOException {
        try (var rig = new ServerRig(Map.of("OUTREACH_CLIENT_CODE_PATTERN", "MMFFGYY"))) {
            var admin = rig.admin();
            var first = new SocketTablet(rig);
            assertThat(first.enrolled.getClientCodePattern()).isEqualTo("MMFFGYY");
            first.exchange("АЙГУ290", 20);
            new SocketTablet(rig).exchange("ай гу Ж-9О", 30);
            first.exchange("БЕАС М05", 1);
            first.exchange("БЕАС М21", 1);

            var answer = counted(rig, admin);

            assertThat(answer.getLong("value"))
                    .as("the child of 5 is in quarantine")
                    .isEqualTo(2);
            assertThat(answer.getJsonArray("by").stream()
                            .map(JsonObject.class::cast)
                            .filter(row -> row.getLong("value") > 0)
                            .map(row -> row.getString("sex") + " " + row.getString("age") + " " + row.getLong("value")))
                    .containsExactlyInAnyOrder("FEMALE AGE_35_39 1", "MALE AGE_20_24 1");
        }
    }

    private static JsonObject counted(ServerRig rig, String admin) throws IOException {
        JsonObject answer;
        do {
            Thread.onSpinWait();
            rig.time.pass(Duration.ofMillis(100));
            answer = rig.send("GET", "/v1/indicators/PERSONS_NSP?period=2026&by=sex,age", admin, new byte[0])
                    .json();
        } while (answer.getJsonObject("as_of").getJsonObject(SITE).getLong("counted_to") != 4);
        return answer;
    }
}
