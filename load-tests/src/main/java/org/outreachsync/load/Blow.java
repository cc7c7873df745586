package org.outreachsync.load;

import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * A fault that is repeated while tablets upload.
 *
 * @param calmMin the shortest pause between two faults, in milliseconds
 * @param calmMax the upper bound of the pause, in milliseconds, exclusive
 * @param strike causes the fault, and returns when the next may follow
 */
record Blow(int calmMin, int calmMax, Strike strike) {

    /** Causes a fault. */
    interface Strike {
        void on(ServerProcess server) throws IOException, InterruptedException;
    }

    /** Kills the server and starts it again. */
    static final Blow SERVER_KILLED = new Blow(150, 1_200, server -> {
        server.kill();
        server.restart();
    });

    /**
     * Runs a shell command that does something to the store. A failure of the command is an error; its output goes to
     * standard error.
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
