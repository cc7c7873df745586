package org.outreachsync.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kill loop in short: real tablets, the real process, kill -9 in the middle of uploads. */
class KillLoopIT {

    private static final long SEED = 20_260_101;

    @TempDir
    private Path folder;

    @Test
    void killsInTheMiddleOfUploadsLoseAndDoubleNothing() throws Exception {
        var outcome = KillLoop.run(folder, 4, 4, SEED);

        System.out.println("seed " + SEED + ": " + outcome);
        assertThat(outcome.recorded()).isPositive();
        assertThat(outcome.isClean()).as(outcome.toString()).isTrue();
    }
}
