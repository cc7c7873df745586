package org.outreachsync.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.outreachsync.config.Shares;
import org.outreachsync.edge.Meters.Full;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/**
 * Looks up tokens in the store, separately from the work of requests. Each address has its own queue, and only some
 * tokens of each queue are looked up at a time, so that made-up tokens delay nobody else.
 */
final class LookUps {

    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

    private final Shares shares;
    private final Meters meters;
    private final Semaphore all;
    private final Cache<String, Line> lines;
    private final BlockingThreads threads;

    LookUps(Shares shares, int addressesMax, Meters meters) {
        this(shares, addressesMax, meters, BlockingThreads.named("look-up"));
    }

    LookUps(Shares shares, int addressesMax, Meters meters, BlockingThreads threads) {
        this.threads = threads;
        this.shares = shares;
        this.meters = meters;
        this.all = new Semaphore(shares.lookUpsMax(), true);
        this.lines = Caffeine.newBuilder()
                .maximumSize(addressesMax)
                .expireAfterAccess(FORGOTTEN_AFTER)
                .build();
    }

    private static final class Line {
        private final Semaphore free;
        private final AtomicInteger length = new AtomicInteger();

        Line(int permits) {
            this.free = new Semaphore(permits, true);
        }
    }

    /** The number of look-ups in progress. */
    int inUse() {
        return shares.lookUpsMax() - all.availablePermits();
    }

    /**
     * Runs a look-up on a new thread and completes on the given context.
     *
     * @return fails immediately with TOO_MANY if the queue of the address is full, and with BUSY if its turn does not
     *     come in time
     */
    <T> Future<T> run(Context context, String address, Callable<T> lookUp) {
        var line = lines.get(address, unseen -> new Line(shares.addressLookUpsMax()));
        if (line.length.incrementAndGet() > shares.addressLookUpsMax() + shares.addressLookUpsWaitingMax()) {
            line.length.decrementAndGet();
            meters.full(Full.ADDRESS_REQUESTS);
            return Future.failedFuture(
                    new RefusedException(Code.TOO_MANY, "Too many requests at the same time. Wait, then go on."));
        }
        return threads.run(context, () -> inTurn(line, lookUp), line.length::decrementAndGet);
    }

    private <T> T inTurn(Line line, Callable<T> lookUp) throws Exception {
        take(line.free);
        try {
            take(all);
            try {
                return lookUp.call();
            } finally {
                all.release();
            }
        } finally {
            line.free.release();
        }
    }

    private void take(Semaphore permits) throws InterruptedException {
        if (!permits.tryAcquire(shares.lookUpPatience().toNanos(), TimeUnit.NANOSECONDS)) {
            throw Problems.busy();
        }
    }
}
