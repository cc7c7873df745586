package org.outreachsync.device.sync;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait after a failure: a random time below a bound that doubles with every consecutive failure ("full
 * jitter": Brooker, "Exponential Backoff and Jitter", 2015). So tablets that failed together do not retry together.
 */
final class Backoff {

    private static final int DOUBLINGS_MAX = 30;

    private final SyncSettings settings;
    private final Random random;
    private int failures;

    Backoff(SyncSettings settings, Random random) {
        this.settings = settings;
        this.random = random;
    }

    /** The wait after another failure, in milliseconds; never shorter than the server's Retry-After. */
    long afterFailure(@Nullable String retryAfter) {
        long bound = Math.min(
                settings.backoffMillisMax(), settings.backoffMillisBase() << Math.min(failures, DOUBLINGS_MAX));
        failures++;
        long jittered = (long) (random.nextDouble() * (Math.max(1, bound) + 1));
        return Math.max(jittered, asked(retryAfter));
    }

    void success() {
        failures = 0;
    }

    private long asked(@Nullable String retryAfter) {
        if (retryAfter == null) {
            return 0;
        }
        try {
            return Math.min(settings.retryAfterMillisMax(), Math.max(0, Long.parseLong(retryAfter.trim())) * 1000);
        } catch (NumberFormatException dateForm) {
            return settings.backoffMillisMax();
        }
    }
}
