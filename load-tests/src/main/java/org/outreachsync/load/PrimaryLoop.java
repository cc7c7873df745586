package org.outreachsync.load;

import java.nio.file.Files;

/**
 * Like {@link KillLoop}, but instead of the server, its store fails: a command kills or steps down the primary of the
 * replica set that {@code MONGODB_URI} names, in the middle of uploads. The database must be empty. The command returns
 * when the next fault may follow, that is, when a killed member has rejoined.
 *
 * <p>Arguments: the command; faults (10), tablets (6), seed.
 */
public final class PrimaryLoop {

    private PrimaryLoop() {}

    /** Prints the outcome; exits with 1 if anything was lost or doubled. */
    public static void main(String[] arguments) throws Exception {
        var uri = System.getenv("MONGODB_URI");
        if (uri == null || uri.isEmpty() || arguments.length == 0 || arguments[0].isBlank()) {
            System.err.println("Set MONGODB_URI to a replica set with an empty database, and COMMAND to what kills its"
                    + " primary: make kill-primary COMMAND=\"...\"");
            System.exit(2);
            return;
        }
        int blows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        int tablets = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 6;
        long seed = arguments.length > 3 ? Long.parseLong(arguments[3]) : System.nanoTime();
        var folder = Files.createTempDirectory("primary-loop");
        KillLoop.finish(KillLoop.run(folder, blows, tablets, seed, uri, Blow.command(arguments[0])), folder);
    }
}
