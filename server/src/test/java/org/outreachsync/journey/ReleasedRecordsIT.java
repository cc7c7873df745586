package org.outreachsync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.CodesRig.SITE;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.device.Tablet;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.rig.CodesRig;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;

/** What tablets of the device library see of a decision about quarantine, over sockets. */
class ReleasedRecordsIT {

    private static void meet(Tablet tablet, String client, int syringes) {
        tablet.create(
                SITE,
                CodesRig.envelope(),
                NeedleExchange.newBuilder()
                        .setUic(client)
                        .setMode(1)
                        .addLines(ExchangeLine.newBuilder().setCommodity(2).setDistributed(syringes))
                        .build());
    }

    @Test
    void aReleasedRecordComesBackToItsTabletAndToOthers(@TempDir Path folder) throws Exception {
        try (var rig = new CodesRig(folder)) {
            var server = rig.start(Map.of("OUTREACH_NEW_CODES_PER_DAY", "1"));
            var tablet = rig.open(new MemoryJournalFile());
            var other = rig.open(new MemoryJournalFile());
            rig.enrol(tablet, server);
            rig.enrol(other, server);
            meet(tablet, "Ж1990АЙГУ", 3);
            meet(tablet, "М1985БОТИ", 4);
            assertThat(rig.sync(tablet, server).isComplete()).isTrue();
            assertThat(tablet.list(SITE)).hasSize(1);
            assertThat(tablet.attentions()).hasSize(1);

            var id = rig.get(server, "/v1/quarantine?site=" + SITE, "")
                    .json()
                    .getJsonArray("items")
                    .getJsonObject(0)
                    .getString("id");
            assertThat(rig.post(server, "/v1/quarantine/" + id + "/release").status())
                    .isEqualTo(200);

            assertThat(rig.sync(tablet, server).isComplete()).isTrue();
            assertThat(rig.sync(other, server).isComplete()).isTrue();
            assertThat(tablet.list(SITE)).hasSize(2);
            assertThat(tablet.attentions()).as("nothing to record again").isEmpty();
            assertThat(other.list(SITE)).hasSize(2);
            assertThat(rig.counted(server, "SYRINGES_DISTRIBUTED?period=2026").getLong("value"))
                    .isEqualTo(7);
            assertThat(rig.counted(server, "PERSONS_REACHED?period=2026").getLong("value"))
                    .isEqualTo(2);
        }
    }
}
