package org.outreachsync.device.clock;

/**
 * The clocks of a tablet. The wall clock may be wrong and may jump; the time since boot never goes back within one
 * boot.
 */
public interface DeviceClock {

    /** The wall clock, milliseconds since 1970; possibly wrong. */
    long wallMillis();

    /** Milliseconds since boot, including sleep. */
    long elapsedMillis();

    /** Identifies the current boot: different after every boot, and never 0. */
    long bootId();
}
