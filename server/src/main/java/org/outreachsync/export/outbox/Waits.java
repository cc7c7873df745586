package org.outreachsync.export.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.DeliveryLimits.Backoff;

/** Waits between tries, made up to a fifth longer or shorter at random, so that servers do not come all at once. */
public final class Waits {

    private static final double SHORTEST = 0.8;
    private static final double LONGEST = 1.2;

    private final RandomGenerator random;

    /** Waits with this randomness. */
    public Waits(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The wait after some tries.
     *
     * @param tries one or more
     * @param least what the far side asked for; null for nothing
     */
    public Duration after(Backoff backoff, int tries, @Nullable Duration least) {
        var usual = backoff.after(tries - 1);
        var wait = least == null || least.compareTo(usual) < 0 ? usual : least;
        double factor = least != null && wait.equals(least)
                ? random.nextDouble(1, LONGEST)
                : random.nextDouble(SHORTEST, LONGEST);
        return Duration.ofMillis(Math.round(wait.toMillis() * factor));
    }
}
