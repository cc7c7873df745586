package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.identity.Role;

/** A destination got exact figures, and gets protected ones now: who could still come by the exact ones? */
class ExactFiguresIT {

    private static final String FIRST = "MINISTRY.MONTHLY.202603.1";
    private static final String SECOND = "MINISTRY.MONTHLY.202603.2";
    private static final String EXACT = DestinationDocuments.MINISTRY.replace(
            "{kind: suppress}",
            "{kind: exact, decision: {by: Aida, on: 2026-01-01, why: an agreement that binds the recipient}}");

    @TempDir
    private Path data;

    private ExportRig exports;
    private String manager;

    @BeforeEach
    void aDestinationThatWasExact() throws IOException {
        exports = new ExportRig(data);
        manager = exports.rig.person(Role.MANAGER, Set.of(SITE));
        save(1, EXACT);
        exports.start("MINISTRY", "202603");
        exports.tick();
        save(2, DestinationDocuments.MINISTRY);
    }

    @AfterEach
    void stop() {
        exports.close();
    }

    private void save(int version, String document) throws IOException {
        assertThat(DestinationDocuments.replace(exports.rig, exports.admin, "MINISTRY", "\"" + version + "\"", document)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aManagerSeesNoChangesOfThemAndDecidesNothing() throws IOException {
        var restated = exports.start("MINISTRY", "202603").getJsonObject(0);
        assertThat(restated.getString("id")).isEqualTo(SECOND);
        assertThat(restated.getJsonArray("changes")).as("an admin sees them").isNotEmpty();
        var shown = exports.send("GET", "/v1/exports/" + SECOND, manager);
        assertThat(shown.json().getString("state")).isEqualTo("NEEDS_APPROVAL");
        assertThat(shown.json().getJsonArray("changes")).isEmpty();
        for (var decision : Set.of("approve", "withdraw")) {
            assertThat(exports.send("POST", "/v1/exports/" + SECOND + "/" + decision, manager)
                            .code())
                    .isEqualTo("SCOPE_DENIED");
        }
    }

    @Test
    void noKeyOpensThemAnyMore() throws IOException {
        var donor = exports.key("MINISTRY", 30);
        assertThat(ids(donor)).isEmpty();
        assertThat(exports.send("GET", "/v1/donor/exports/" + FIRST + "/files/MINISTRY_MONTHLY_202603_r1.csv", donor)
                        .code())
                .isEqualTo("NOT_FOUND");
        exports.start("MINISTRY", "202603");
        exports.send("POST", "/v1/exports/" + SECOND + "/approve", exports.admin);
        exports.tick();
        assertThat(ids(donor)).containsExactly(SECOND);
        save(3, EXACT);
        assertThat(ids(donor)).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    private Iterable<String> ids(String donor) throws IOException {
        return exports.send("GET", "/v1/donor/exports", donor).json().getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("id"))
                .toList();
    }
}
