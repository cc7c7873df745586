package org.outreachsync.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of the kill loop: real tablets, the real server process, kill -9 in the middle of uploads. */
class KillLoopIT {

    private static final long SEED = 20_260_101;

    @TempDir
    private Path folder;

    @Test
    void killsInTheMiddleOfUploadsLoseAndDoubleNothing() throws Exception {
        assertClean(KillLoop.run(folder, Integer.getInteger("kill.loop", 2), 4, SEED, null, Blow.SERVER_KILLED));
    }

    @Test
    @Tag("mongodb")
    void theSameHoldsOverMongo() throws Exception {
        assertClean(KillLoop.run(folder, 2, 3, SEED, freshDatabase(), Blow.SERVER_KILLED));
    }

    @Test
    @Tag("mongodb")
    @Tag("mongodb-kill")
    void theStoreThatIsKilledUnderALivingServerLosesAndDoublesNothing() throws Exception {
        assertClean(KillLoop.run(folder, 2, 3, SEED, freshDatabase(), Blow.command(environment("MONGODB_KILL"))));
    }

    @Test
    @Tag("mongodb")
    void severalServersOfWhichAnyMayBeKilledActAsOne() throws Exception {
        int kills = Integer.getInteger("kill.servers", 2);
        var outcome = FleetKillLoop.run(folder, kills, 2, 3, SEED, freshDatabase());

        assertThat(outcome.isClean()).as(outcome.toString()).isTrue();
        assertThat(outcome.records().recorded()).isPositive();
    }

    @Test
    @Tag("mongodb")
    void aRollingRestartRefusesAndLosesNothingForGood() throws Exception {
        var outcome = RollingRestart.run(folder, 1, 2, SEED, freshDatabase());

        assertThat(outcome.isClean()).as(outcome.toString()).isTrue();
        assertThat(outcome.syncs()).isPositive();
    }

    @Test
    @Tag("mongodb")
    void tabletsDoNotNoticeThatTheStoreMovedThoughTheMoveWasKilled() throws Exception {
        var outcome = MoveLoop.run(folder, 2, 2, Duration.ofSeconds(8), SEED, freshDatabase());

        assertThat(outcome.isClean()).as(outcome.toString()).isTrue();
        assertThat(outcome.killed()).isPositive();
    }

    private static String freshDatabase() {
        var uri = environment("MONGODB_URI");
        int query = uri.indexOf('?');
        var server = (query < 0 ? uri : uri.substring(0, query)).replaceFirst("(://[^/]+).*", "$1");
        var database = "/kill_loop_" + UUID.randomUUID().toString().substring(0, 8);
        return server + database + (query < 0 ? "" : uri.substring(query));
    }

    private static String environment(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }

    private static void assertClean(KillLoop.Outcome outcome) {
        System.out.println(outcome);
        assertThat(outcome.recorded()).isPositive();
        assertThat(outcome.isClean()).as(outcome.toString()).isTrue();
    }
}
