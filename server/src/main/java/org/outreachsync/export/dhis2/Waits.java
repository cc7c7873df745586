package org.outreachsync.export.dhis2;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.outreachsync.config.DeliveryLimits;
import org.outreachsync.export.dhis2.Progress.Tries;
import org.outreachsync.export.dhis2.Step.Again;
import org.outreachsync.export.dhis2.Step.Stopped;
import org.outreachsync.export.dhis2.Step.Waiting;
import org.outreachsync.export.dhis2.Verdict.Retry;

/** Decides whether a failure is waited out, and for how long. */
final class Waits {

    /** A fifth, so that deliveries that failed together do not return together. */
    private static final double SPREAD = 0.2;

    private final DeliveryLimits limits;
    private final RandomGenerator jitter;

    Waits(DeliveryLimits limits, RandomGenerator jitter) {
        this.limits = limits;
        this.jitter = jitter;
    }

    /** A wait of about this length. */
    Duration spread(Duration about) {
        double factor = 1 + SPREAD * (2 * jitter.nextDouble() - 1);
        return Duration.ofMillis(Math.round(about.toMillis() * factor));
    }

    Step after(Retry retry, Progress progress, Instant now) {
        var tries = progress.tries();
        return switch (retry.cause().patience()) {
            case ONCE -> tries.once() > 0 ? new Stopped(Troubles.lasting(retry), null) : onceMore(progress, now);
            case SHORT ->
                tries.shortly() >= limits.shortly().times()
                        ? new Stopped(Troubles.lasting(retry), null)
                        : new Again(
                                progress.with(new Tries(tries.once(), tries.shortly() + 1, tries.later())),
                                now.plus(spread(limits.shortly().after(tries.shortly()))),
                                Waiting.PASSWORD);
            case LONG ->
                tries.later() >= limits.later().times()
                        ? new Stopped(Troubles.lasting(retry), null)
                        : new Again(
                                progress.with(new Tries(tries.once(), tries.shortly(), tries.later() + 1)),
                                now.plus(spread(limits.later().after(tries.later()))),
                                Waiting.FAR_SIDE);
        };
    }

    /** DHIS2 says that it wrote everything, and what was read back differs. */
    Step afterDifference(Receipt receipt, Progress progress, Instant now) {
        return progress.tries().once() > 0 ? new Stopped(Troubles.notStored(), receipt) : onceMore(progress, now);
    }

    private Step onceMore(Progress progress, Instant now) {
        var tries = progress.tries();
        return new Again(
                progress.with(new Tries(tries.once() + 1, tries.shortly(), tries.later())),
                now.plus(spread(limits.again())),
                Waiting.ONCE_MORE);
    }
}
