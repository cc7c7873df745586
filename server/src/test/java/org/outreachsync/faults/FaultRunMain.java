package org.outreachsync.faults;

/**
 * Runs seeds of {@link FaultRun} from the command line: {@code --seed 1 --seeds 100}. Ends with status 1 when a seed
 * failed.
 */
final class FaultRunMain {

    private static final int SEEDS_USUAL = 2_000;
    private static final int FAILURES_MAX = 3;

    private FaultRunMain() {}

    /** {@code make faults} comes here. */
    public static void main(String[] args) {
        long seed = 1;
        int seeds = 0;
        boolean one = false;
        for (int at = 0; at + 1 < args.length; at += 2) {
            switch (args[at]) {
                case "--seed" -> {
                    seed = Long.parseLong(args[at + 1]);
                    one = true;
                }
                case "--seeds" -> seeds = Integer.parseInt(args[at + 1]);
                default -> throw new IllegalArgumentException("there is no option " + args[at]);
            }
        }
        System.exit(run(seed, seeds == 0 ? (one ? 1 : SEEDS_USUAL) : seeds) == 0 ? 0 : 1);
    }

    /** How many of these seeds fail; gives up after some. */
    static int run(long first, int seeds) {
        long begin = System.nanoTime();
        long struck = 0;
        int failures = 0;
        var bench = new FaultBench(first);
        try {
            for (long seed = first; seed < first + seeds && failures < FAILURES_MAX; seed++) {
                if (bench.isUsedUp()) {
                    bench.close();
                    bench = new FaultBench(seed);
                }
                try {
                    struck += new FaultRun(bench, seed).run();
                } catch (AssertionError | RuntimeException failed) {
                    failures++;
                    System.out.println("seed " + seed + " FAILED; replay: make faults SEED=" + seed);
                    failed.printStackTrace(System.out);
                }
            }
        } finally {
            bench.close();
        }
        System.out.printf(
                "%d fault seeds from %d: %d requests struck, %d failed, %.1f s%n",
                seeds, first, struck, failures, (System.nanoTime() - begin) / 1e9);
        return failures;
    }
}
