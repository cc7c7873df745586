package org.outreachsync.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short drill: real tablets, the real server process, the commands of an operator. */
class RestoreDrillIT {

    @TempDir
    private Path folder;

    @Test
    void aRestoredServerGetsBackWhatItHadAcknowledged() throws Exception {
        var drilled = RestoreDrill.run(folder, 3, 3, 20_261_128);

        System.out.println(drilled);
        assertThat(drilled.inBackup()).isPositive();
        assertThat(drilled.acknowledged()).isGreaterThan(drilled.inBackup());
        assertThat(drilled.isClean()).as(drilled.toString()).isTrue();
    }
}
