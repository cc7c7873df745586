package org.outreachsync.device.sync;

import java.math.BigInteger;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait after a failure: a random time below a bound that doubles with every consecutive failure ("full
 * jitter": Brooker, "Exponential Backoff and Jitter", 2015). So tablets that failed together do not retry together.
 */
final class Backoff {

    private static final int DOUBLINGS_MAX = 30;
    private static final Pattern SECONDS = Pattern.compile("[0-9]+");
    private static final BigInteger MILLIS_OF_A_SECOND = BigInteger.valueOf(1_000);

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
        if (!SECONDS.matcher(retryAfter.trim()).matches()) {
            // A date, which only a right clock can read.
            return settings.backoffMillisMax();
        }
        var asked = new BigInteger(retryAfter.trim()).multiply(MILLIS_OF_A_SECOND);
        return asked.min(BigInteger.valueOf(settings.retryAfterMillisMax())).longValue();
    }
}
