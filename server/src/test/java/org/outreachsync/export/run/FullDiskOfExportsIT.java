package org.outreachsync.export.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.export.ledger.State;
import org.outreachsync.indicator.Period;
import org.outreachsync.rig.SmallDisk;
import org.outreachsync.store.memory.MemoryStore;

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

    /**
     * The operating system ends a file in its middle, as on a full disk, by {@code ulimit -f}: for that, nobody has to
     * mount anything. The CSV fits, the workbook does not.
     */
    @Test
    void aFileThatIsCutOffInItsMiddleIsNeverSeen(@TempDir Path folder) throws Exception {
        var files = Files.createDirectory(folder.resolve("files"));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // A block has 512 bytes, or 1,024 in some shells.
        var limited = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f 4; exec \"$@\"",
                        "sh",
                        java,
                        "-XX:-UsePerfData",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LimitedWriter.class.getName(),
                        files.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(limited.inputReader().lines())
                .containsExactly("PREPARED 1 RETRY []", "PREPARED 2 RETRY []", "PREPARED 3 RETRY []", "delivered []");
        assertThat(limited.waitFor()).isZero();

        var rig =
                new ExportsRig(new MemoryStore(), files).save(ExportsRig.BY_HAND.replace("[csv]", "[csv, xlsx, pdf]"));
        rig.figures.byPeriod.put("202609", 41L);
        var server = rig.server();
        server.start("DONOR", Period.parse("202609"), "p1");
        rig.tick(server);
        assertThat(rig.channel.arrived.getFirst()).hasSize(5);
        assertThat(rig.channel.arrived.getFirst().get("DONOR_MONTHLY_202609_r1.csv"))
                .as("it would have fitted")
                .hasSizeLessThan(2_048);
        assertThat(rig.channel.arrived.getFirst().get("DONOR_MONTHLY_202609_r1.xlsx"))
                .as("it would not")
                .hasSizeGreaterThan(4_096);
    }
}
