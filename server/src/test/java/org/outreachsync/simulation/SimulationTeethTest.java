package org.outreachsync.simulation;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.TableWrite;

/** A simulation that never fails proves nothing: with a broken store it must fail, and soon. */
class SimulationTeethTest {

    private static final int SEEDS_MAX = 600;
    private static final int STEPS = 100;

    @Test
    void noticesARepairThatOverwritesWhatCameInBetween() {
        notices("a careless repair", seed -> sound(seed).repairedBy(CarelessRepair::new));
    }

    @Test
    void noticesReadsThatGoBackBeforeWhatTheProcessHasSeen() {
        notices("reading without causal time", seed -> {
            var simulation = sound(seed);
            simulation.cluster().forgetCausalTime();
            return simulation;
        });
    }

    @Test
    void noticesLateWritesThatAreNotGuarded() {
        notices("late writes without a guard", seed -> {
            var simulation = sound(seed);
            simulation.cluster().arriveBy(SimulationTeethTest::overwrite);
            return simulation;
        });
    }

    private static void overwrite(DocumentStore store, TableWrite write) {
        for (var document : write.documents()) {
            store.remove(write.table(), store.get(write.table(), List.of(document.id())));
            store.insert(write.table(), document);
        }
    }

    @ParameterizedTest
    @EnumSource(Sabotage.class)
    void noticesSabotage(Sabotage sabotage) {
        notices(
                sabotage.name(),
                seed -> new Simulation(seed, STEPS, SimulationMain.stores("memory"), sabotage.wrapper()));
    }

    private static Simulation sound(long seed) {
        return new Simulation(seed, STEPS, SimulationMain.stores("memory"));
    }

    private static void notices(String what, LongFunction<Simulation> broken) {
        for (long seed = 1; seed <= SEEDS_MAX; seed++) {
            try {
                broken.apply(seed).run();
            } catch (AssertionError | RuntimeException caught) {
                var message =
                        String.valueOf(caught.getMessage()).lines().findFirst().orElse("");
                System.out.println(what + " is caught by seed " + seed + ": " + message);
                return;
            }
        }
        fail(what + " is not caught by " + SEEDS_MAX + " seeds");
    }
}
