package org.outreachsync.simulation;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Months of work of several tablets, then every indicator by sex and age over the whole time and over random stretches,
 * as the server answers and as {@link NaiveRecount} finds them in the raw log.
 */
class IndicatorsMatchRecountTest {

    @ParameterizedTest
    @ValueSource(longs = {501, 502, 503})
    void indicatorsMatchARecountOfTheRawLog(long seed) {
        new Simulation(seed, 800, SimulationMain.stores("memory")).run();
    }
}
