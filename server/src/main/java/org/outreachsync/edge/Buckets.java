package org.outreachsync.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.outreachsync.config.Limits.Rate;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/**
 * A token bucket for each caller of one kind. A caller that sends nothing for long enough to refill its bucket is
 * forgotten.
 */
final class Buckets {

    private static final long NANOS_PER_MINUTE = Duration.ofMinutes(1).toNanos();

    private final Rate rate;
    private final Ticker ticker;
    private final Cache<String, Bucket> buckets;

    /**
     * Buckets of this size.
     *
     * @param callersMax how many callers are remembered at the same time
     */
    public Buckets(Rate rate, int callersMax, Ticker ticker) {
        this.rate = rate;
        this.ticker = ticker;
        long nanosToFill = NANOS_PER_MINUTE / rate.perMinute() * rate.burst();
        this.buckets = Caffeine.newBuilder()
                .maximumSize(callersMax)
                .expireAfterAccess(Duration.ofNanos(nanosToFill))
                .ticker(ticker)
                .build();
    }

    /**
     * Takes one request from the caller's bucket.
     *
     * @throws RefusedException TOO_MANY when it is empty
     */
    public void take(String caller) {
        if (!buckets.get(caller, unseen -> new Bucket(rate.burst(), ticker.read()))
                .take(ticker.read(), rate)) {
            throw new RefusedException(Code.TOO_MANY, "Too many requests. Wait, then go on.");
        }
    }

    private static final class Bucket {

        private double left;
        private long filledAt;

        Bucket(double left, long filledAt) {
            this.left = left;
            this.filledAt = filledAt;
        }

        synchronized boolean take(long now, Rate rate) {
            double more = (double) Math.max(0, now - filledAt) * rate.perMinute() / NANOS_PER_MINUTE;
            left = Math.min(rate.burst(), left + more);
            filledAt = Math.max(filledAt, now);
            if (left < 1) {
                return false;
            }
            left -= 1;
            return true;
        }
    }
}
