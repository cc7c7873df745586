package org.outreachsync.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kill loop in short: real tablets, the real process, kill -9 in the middle of uploads. */
class KillLoopIT {

    private static final long SEED = 20_260_101;

    @TempDir
    private Path folder;

    @Test
    void killsInTheMiddleOfUploadsLoseAndDoubleNothing() throws Exception {
        assertClean(KillLoop.run(folder, 4, 4, SEED, null));
    }

    @Test
    @Tag("mongodb")
    void theSameHoldsOverMongo() throws Exception {
        var uri = Objects.requireNonNull(System.getenv("MONGODB_URI"), "MONGODB_URI");
        int query = uri.indexOf('?');
        var server = (query < 0 ? uri : uri.substring(0, query)).replaceFirst("(://[^/]+).*", "$1");
        var database = "/kill_loop_" + UUID.randomUUID().toString().substring(0, 8);

        assertClean(KillLoop.run(folder, 2, 3, SEED, server + database + (query < 0 ? "" : uri.substring(query))));
    }

    private static void assertClean(KillLoop.Outcome outcome) {
        System.out.println("seed " + SEED + ": " + outcome);
        assertThat(outcome.recorded()).isPositive();
        assertThat(outcome.isClean()).as(outcome.toString()).isTrue();
    }
}
