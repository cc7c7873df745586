package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.EntryId;
import org.outreachsync.export.ledger.Ledger;
import org.outreachsync.export.ledger.Stop;
import org.outreachsync.identity.Role;

/**
 * An export was stopped because small counts could be worked out; whoever hears their names hears that somebody is
 * there.
 */
class UnsafeCountsIT {

    private static final String SMALL = "people of PERSONS_REACHED, sex=FEMALE, site:BISHKEK-1, 202603";
    private static final String UNSAFE = "MINISTRY.MONTHLY.202603.1";
    private static final String UNMAPPED = "NGO.MONTHLY.202603.1";

    @TempDir
    private Path data;

    private ExportRig exports;

    @BeforeEach
    void start() throws IOException {
        exports = new ExportRig(data);
        stopped(UNSAFE, Stop.Code.UNSAFE, SMALL);
        stopped(UNMAPPED, Stop.Code.MAPPING_INCOMPLETE, "the org unit of site:BISHKEK-1");
    }

    @AfterEach
    void stop() {
        exports.close();
    }

    private void stopped(String id, Stop.Code code, String detail) {
        var ledger = new Ledger(exports.rig.store, exports.rig.keys.sealer());
        var now = exports.rig.time.instant();
        var planned = Entry.planned(EntryId.parse(id), new Entry.Origin(now, "ADMIN", "", now));
        ledger.add(planned.stopped(new Stop(code, "It cannot be made.", List.of(detail)), null));
    }

    private JsonObject stop(String id, String who) throws IOException {
        return exports.send("GET", "/v1/exports/" + id, who).json().getJsonObject("stop");
    }

    @Test
    void onlyAnAdminHearsOfThem() throws IOException {
        assertThat(stop(UNSAFE, exports.admin).getJsonArray("details")).containsExactly(SMALL);
        var manager = exports.rig.person(Role.MANAGER, Set.of(SITE));
        var stop = stop(UNSAFE, manager);
        assertThat(stop.getString("code")).isEqualTo("UNSAFE");
        assertThat(stop.getJsonArray("details")).isEmpty();
        assertThat(stop.getInteger("details_count")).isEqualTo(1);
        for (var path : List.of("/v1/exports", "/v1/exports?state=STOPPED", "/v1/exports/" + UNSAFE)) {
            assertThat(ExportRig.text(exports.send("GET", path, manager)))
                    .as(path)
                    .contains(UNSAFE)
                    .doesNotContain("BISHKEK-1, 202603", "sex=FEMALE");
        }
        assertThat(stop(UNMAPPED, manager).getJsonArray("details"))
                .as("what tells of nobody is for whoever puts it right")
                .hasSize(1);
        var viewer = exports.rig.person(Role.VIEWER, Set.of());
        assertThat(exports.send("GET", "/v1/exports/" + UNSAFE, viewer).code()).isEqualTo("NOT_FOUND");
        assertThat(exports.send("GET", "/v1/exports", viewer).json().getJsonArray("items"))
                .isEmpty();
    }
}
