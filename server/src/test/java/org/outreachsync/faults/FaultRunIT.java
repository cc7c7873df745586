package org.outreachsync.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Some seeds at every build. A longer run is {@code make faults}. */
class FaultRunIT {

    private static final long FIRST = 1;
    private static final int SEEDS = 40;

    @Test
    void nothingCapturedIsLostHollowedOrDoubled() {
        System.out.println("fault seeds " + FIRST + " to " + (FIRST + SEEDS - 1));
        assertThat(FaultRunMain.run(FIRST, SEEDS)).isZero();
    }
}
