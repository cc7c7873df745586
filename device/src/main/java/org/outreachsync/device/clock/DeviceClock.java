package org.outreachsync.device.clock;

/**
 * What a tablet knows about time. Its wall clock may be wrong and may jump; the time since boot never goes back within
 * one boot.
 */
public interface DeviceClock {

    /** The wall clock, milliseconds since 1970; possibly wrong. */
    long wallMillis();

    /** Milliseconds since boot, sleep included. */
    long elapsedMillis();

    /** Names the run of the device since it was switched on; another one after every boot, and never 0. */
    long bootId();
}
