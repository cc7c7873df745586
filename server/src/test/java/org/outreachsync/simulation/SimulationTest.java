package org.outreachsync.simulation;

import org.junit.jupiter.api.Test;

/** Some seeds at every build. {@code .ci/run} runs more of them, and {@code make sim} as many as you like. */
class SimulationTest {

    private static final int STEPS = 60;

    @Test
    void holdsItsInvariantsOnTheMemoryStore() {
        runSeeds(1, Integer.getInteger("simulation.seeds", 150), 30, "memory");
    }

    @Test
    void holdsItsInvariantsInLongRuns() {
        runSeeds(10_001, Integer.getInteger("simulation.long", 3), 1_000, "memory");
    }

    @Test
    void holdsItsInvariantsOnTheSqliteStore() {
        runSeeds(20_001, Integer.getInteger("simulation.sqlite", 5), STEPS, "sqlite");
    }

    private static void runSeeds(long first, int count, int steps, String store) {
        System.out.println(
                "simulation seeds " + first + " to " + (first + count - 1) + ", " + steps + " steps each, on " + store);
        for (long seed = first; seed < first + count; seed++) {
            try {
                new Simulation(seed, steps, SimulationMain.stores(store)).run();
            } catch (AssertionError | RuntimeException failed) {
                throw new AssertionError(
                        "seed " + seed + " fails; replay: " + SimulationMain.replay(seed, steps, store), failed);
            }
        }
    }
}
