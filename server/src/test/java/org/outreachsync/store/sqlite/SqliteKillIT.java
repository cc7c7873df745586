package org.outreachsync.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;

/** What was acknowledged is there after a kill −9, whatever the process was doing. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SqliteKillIT {

    private static final int CYCLES = Integer.getInteger("kill.cycles", 4);

    @TempDir
    private Path folder;

    private final List<Process> children = new ArrayList<>();

    @AfterEach
    void killChildren() {
        children.forEach(Process::destroyForcibly);
    }

    @Test
    void noAcknowledgedBatchIsLost() throws Exception {
        long seed = Long.getLong("kill.seed", 20_260_101L);
        System.out.println("kill.seed " + seed);
        var random = new Random(seed);
        var acked = new ArrayList<String>();
        int unacked = 0;
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            acked.addAll(ackedUntilKilled(start(cycle), 20 + random.nextInt(400), random.nextInt(3_000_000)));
            unacked = checkAgainst(acked);
        }
        System.out.printf(
                Locale.ROOT,
                "%d kills: %d acknowledged batches, 0 lost; %d more were durable before their answer%n",
                CYCLES,
                acked.size(),
                unacked);
    }

    @Test
    void twoProcessesAppendToOneFileAndOneSurvivesTheOther() throws Exception {
        var one = start(0);
        var two = start(1);
        var acked = new ArrayList<String>();
        try (var store = new SqliteStore(file())) {
            acked.addAll(ackedUntilKilled(one, 150, 0));
            for (long batch = 0; batch < 100; batch++) {
                acked.add(ChildWriter.append(store, 99, batch));
            }
            acked.addAll(ackedUntilKilled(two, 150, 0));
            acked.add(ChildWriter.append(store, 99, 100));
        }
        assertThat(acked).doesNotHaveDuplicates();
        checkAgainst(acked);
    }

    private Path file() {
        return folder.resolve("store.db");
    }

    private Process start(int device) throws IOException {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildWriter.class.getName(),
                        file().toString(),
                        Integer.toString(device))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        children.add(child);
        return child;
    }

    /**
     * Kills the child this many nanoseconds after so many acknowledgements, and gives all that it had printed by then.
     */
    private static List<String> ackedUntilKilled(Process child, int acks, int nanos)
            throws IOException, InterruptedException {
        var acked = new ArrayList<String>();
        try (BufferedReader lines = child.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                acked.add(line);
                if (acked.size() == acks) {
                    spin(nanos);
                    // Through the handle, because the process object would close the pipe with what is still in it.
                    child.toHandle().destroyForcibly();
                }
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(acked).hasSizeGreaterThanOrEqualTo(acks);
        // The kill may have cut the last line.
        if (!acked.getLast().matches("north/\\d+")) {
            acked.removeLast();
        }
        return acked;
    }

    private static void spin(int nanos) {
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    /** Reads the whole log with fresh eyes, and gives how many batches are in it that nobody was told of. */
    private int checkAgainst(List<String> acked) throws SQLException {
        var stored = new ArrayList<String>();
        try (var store = new SqliteStore(file())) {
            while (true) {
                long next = stored.size() + 1L;
                var found = store.range(Tables.LOG, Range.ascending("log_seq", List.of("north"), next, null, 1_000));
                if (found.isEmpty()) {
                    break;
                }
                for (var document : found) {
                    long seq = document.need("seq");
                    assertThat(seq).isEqualTo(stored.size() + 1L);
                    assertThat(document.body()).isEqualTo(ChildWriter.body(seq));
                    stored.add(document.id());
                }
            }
        }
        try (var session = new Connections(file(), 5_000).reader()) {
            assertThat(session.number("SELECT integrity_check = 'ok' FROM pragma_integrity_check"))
                    .isEqualTo(1);
        }
        assertThat(stored).containsAll(acked);
        return stored.size() - acked.size();
    }
}
