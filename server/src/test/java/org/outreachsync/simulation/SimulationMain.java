package org.outreachsync.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.Supplier;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.store.sqlite.SqliteStore;

/**
 * Runs seeds from the command line: {@code --seed 1 --steps 300 --seeds 100 --store memory|sqlite}. Ends with status 1
 * when a seed failed.
 */
final class SimulationMain {

    private static final int SEEDS_USUAL = 200;
    private static final int FAILURES_MAX = 3;
    private static final int MESSAGE_LENGTH_MAX = 2_000;

    private SimulationMain() {}

    /** {@code make sim} comes here. */
    public static void main(String[] args) {
        long seed = 1;
        int steps = 300;
        int seeds = 0;
        var store = "memory";
        boolean one = false;
        for (int at = 0; at + 1 < args.length; at += 2) {
            var value = args[at + 1];
            switch (args[at]) {
                case "--seed" -> {
                    seed = Long.parseLong(value);
                    one = true;
                }
                case "--steps" -> steps = Integer.parseInt(value);
                case "--seeds" -> seeds = Integer.parseInt(value);
                case "--store" -> store = value;
                default -> throw new IllegalArgumentException("there is no option " + args[at]);
            }
        }
        if (seeds == 0) {
            seeds = one ? 1 : SEEDS_USUAL;
        }
        System.exit(run(seed, seeds, steps, store) ? 0 : 1);
    }

    private static boolean run(long first, int seeds, int steps, String storeName) {
        long begin = System.nanoTime();
        var total = new Figures(0, 0, 0, 0, 0);
        int failures = 0;
        for (long seed = first; seed < first + seeds && failures < FAILURES_MAX; seed++) {
            try {
                total = total.plus(new Simulation(seed, steps, stores(storeName)).run());
            } catch (AssertionError | RuntimeException failed) {
                failures++;
                var text = String.valueOf(failed.getMessage());
                System.out.println(
                        "seed " + seed + " FAILED: " + text.substring(0, Math.min(text.length(), MESSAGE_LENGTH_MAX)));
                System.out.println("replay: " + replay(seed, steps, storeName));
                if (seeds == 1) {
                    failed.printStackTrace(System.out);
                }
            }
        }
        System.out.printf(
                "%d seeds of %d steps from seed %d on %s: %s, %d failed, %.1f s%n",
                seeds, steps, first, storeName, total, failures, (System.nanoTime() - begin) / 1e9);
        return failures == 0;
    }

    /** The command that runs a seed again. */
    static String replay(long seed, int steps, String storeName) {
        return "make sim SEED=" + seed + " STEPS=" + steps
                + (storeName.equals("memory") ? "" : " ARGS='--store " + storeName + "'");
    }

    /** Fresh stores of a kind. */
    static Supplier<DocumentStore> stores(String name) {
        return switch (name) {
            case "memory" -> MemoryStore::new;
            case "sqlite" ->
                () -> {
                    try {
                        return new SqliteStore(
                                Files.createTempDirectory("outreach-simulation").resolve("store.db"));
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                };
            default ->
                throw new IllegalArgumentException("there is no store " + name + "; there are memory and sqlite");
        };
    }
}
