package org.outreachsync.simulation;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A simulation that never fails proves nothing: with a broken store it must fail, and soon. */
class SimulationTeethTest {

    private static final int SEEDS_MAX = 600;
    private static final int STEPS = 100;

    @Test
    void noticesARepairThatOverwritesWhatCameInBetween() {
        for (long seed = 1; seed < SEEDS_MAX; seed++) {
            try {
                new Simulation(seed, STEPS, SimulationMain.stores("memory"))
                        .repairedBy(CarelessRepair::new)
                        .run();
            } catch (AssertionError | RuntimeException caught) {
                var message =
                        String.valueOf(caught.getMessage()).lines().findFirst().orElse("");
                System.out.println("a careless repair is caught by seed " + seed + ": " + message);
                return;
            }
        }
        fail("a careless repair is not caught by " + SEEDS_MAX + " seeds");
    }

    @ParameterizedTest
    @EnumSource(Sabotage.class)
    void noticesSabotage(Sabotage sabotage) {
        for (long seed = sabotage.firstSeed(); seed < sabotage.firstSeed() + SEEDS_MAX; seed++) {
            try {
                new Simulation(seed, STEPS, SimulationMain.stores("memory"), sabotage.wrapper()).run();
            } catch (AssertionError | RuntimeException caught) {
                var message =
                        String.valueOf(caught.getMessage()).lines().findFirst().orElse("");
                System.out.println(sabotage + " is caught by seed " + seed + ": " + message);
                return;
            }
        }
        fail(sabotage + " is not caught by " + SEEDS_MAX + " seeds from " + sabotage.firstSeed());
    }
}
