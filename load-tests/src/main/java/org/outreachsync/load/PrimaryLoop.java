package org.outreachsync.load;

import java.nio.file.Files;
import java.util.Objects;

/**
 * The same as {@link KillLoop}, only that the server stays and its store does not: the primary of the replica set that
 * {@code MONGODB_URI} names, with an empty database, is killed or steps down in the middle of uploads, by a command of
 * whoever runs the set. The command returns when the next blow may come, which is when a killed member has joined
 * again.
 *
 * <p>Arguments: the command; blows (10), tablets (6), seed.
 */
public final class PrimaryLoop {

    private PrimaryLoop() {}

    /** Prints the outcome; exits with 1 when anything was lost or doubled. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            System.err.println("say with which command the primary is killed");
            System.exit(64);
        }
        var uri = Objects.requireNonNull(System.getenv("MONGODB_URI"), "MONGODB_URI names no replica set");
        int blows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        int tablets = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 6;
        long seed = arguments.length > 3 ? Long.parseLong(arguments[3]) : System.nanoTime();
        var folder = Files.createTempDirectory("primary-loop");
        KillLoop.finish(KillLoop.run(folder, blows, tablets, seed, uri, Blow.command(arguments[0])), folder);
    }
}
