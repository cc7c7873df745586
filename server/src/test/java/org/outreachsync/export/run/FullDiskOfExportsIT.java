package org.outreachsync.export.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.export.ledger.State;
import org.outreachsync.indicator.Period;
import org.outreachsync.rig.SmallDisk;

/** The disk of the store and of the files is full, and then is not. */
class FullDiskOfExportsIT {

    private static final String ID = "DONOR.MONTHLY.202610.1";

    @Test
    void nothingPartialIsDeliveredAndNothingIsLost(@TempDir Path folder) {
        try (var disk = new SmallDisk(folder)) {
            var rig = new ExportsRig(disk.store(), folder.resolve("files"))
                    .save(ExportsRig.MONTHLY.replace("[csv]", "[csv, xlsx, pdf]"));
            rig.figures.byPeriod.put("202610", 41L);
            var server = rig.server();
            rig.tick(server);
            rig.at("2026-11-06T00:00:00Z");
            disk.fill();
            for (int minute = 0; minute < 5; minute++) {
                rig.tick(server);
                rig.pass(Duration.ofMinutes(1));
            }
            assertThat(rig.channel.ids).isEmpty();
            disk.free();
            // Longer than a lease that could not be given back.
            rig.pass(Duration.ofHours(1));
            rig.tick(server);
            rig.pass(Duration.ofHours(1));
            rig.tick(server);
            assertThat(rig.channel.ids).containsExactly(ID);
            assertThat(server.get(ID).state()).isEqualTo(State.DELIVERED);
            assertThat(rig.channel.arrived.getFirst()).hasSize(5);
            assertThat(server.start("DONOR", Period.parse("202610"), "p1").entries())
                    .isEmpty();
        }
    }
}
