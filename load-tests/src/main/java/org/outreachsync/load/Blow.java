package org.outreachsync.load;

import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What is done to a server while tablets upload, again and again.
 *
 * @param calmMin the shortest time between two, milliseconds
 * @param calmMax a longer time than there is between two, milliseconds
 * @param strike does it, and returns when the next may come
 */
record Blow(int calmMin, int calmMax, Strike strike) {

    /** Does it. */
    interface Strike {
        void on(ServerProcess server) throws IOException, InterruptedException;
    }

    /** The server is killed and started again. */
    static final Blow SERVER_KILLED = new Blow(150, 1_200, server -> {
        server.kill();
        server.restart();
    });

    /**
     * A command of the shell is run, which does something to the store; that it fails is an error. What it prints goes
     * to standard error.
     */
    static Blow command(String line) {
        return new Blow(2_000, 8_000, server -> {
            int status = new ProcessBuilder("/bin/sh", "-c", "exec >&2\n" + line)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("status " + status + " of: " + line);
            }
        });
    }

    Duration calm(SplittableRandom random) {
        return Duration.ofMillis(random.nextInt(calmMin, calmMax));
    }
}
