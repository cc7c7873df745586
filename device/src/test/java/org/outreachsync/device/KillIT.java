package org.outreachsync.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.device.Shift.SITE;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.device.journal.DiskJournalFile;
import org.outreachsync.device.journal.Seal;
import org.outreachsync.device.view.LocalRecord;
import org.outreachsync.model.RecordId;

/** Kills a capturing process abruptly, again and again. No capture that had returned may be missing. */
class KillIT {

    private static final int KILLS = 6;
    /** The length of an id as text. A shorter line was cut off by the kill. */
    private static final int ID_LENGTH = 36;

    @Test
    void noCaptureThatReturnedIsLost(@TempDir Path folder) throws Exception {
        long seed = Long.getLong("seed", 20260302);
        System.out.println("KillIT seed " + seed);
        var random = new Random(seed);
        var path = folder.resolve("queue");
        Files.write(path, new Bench().file.content());
        var promised = new ArrayList<RecordId>();
        for (int kill = 0; kill < KILLS; kill++) {
            promised.addAll(run(path, random.nextLong(), 40 + random.nextInt(200)));
            try (var tablet = Tablet.open(DiskJournalFile.open(path), Seal.NONE, Shift.PROGRAMME, new FakeClock())) {
                assertThat(tablet.list(SITE))
                        .extracting(LocalRecord::id)
                        .as("seed %d, kill %d", seed, kill)
                        .containsAll(promised);
                assertThat(tablet.unsentOps()).isEqualTo(tablet.list(SITE).size());
            }
        }
        assertThat(promised).hasSizeGreaterThan(KILLS * 40).doesNotHaveDuplicates();
    }

    /**
     * Starts a child that captures, kills it after some captures, and returns all records that it reported as captured.
     */
    private static List<RecordId> run(Path path, long seed, int killAfter) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var child = new ProcessBuilder(
                        java,
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CapturingLoop.class.getName(),
                        path.toString(),
                        Long.toString(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var promised = new ArrayList<RecordId>();
        try (var out = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                var id = line.substring(line.indexOf(' ') + 1);
                if (id.length() == ID_LENGTH) {
                    promised.add(RecordId.parse(id));
                }
                if (promised.size() == killAfter) {
                    child.toHandle().destroyForcibly();
                }
            }
        } finally {
            child.destroyForcibly();
        }
        child.waitFor();
        return promised;
    }
}
