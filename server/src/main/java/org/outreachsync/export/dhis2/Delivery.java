package org.outreachsync.export.dhis2;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.outreachsync.config.DeliveryLimits;
import org.outreachsync.export.dhis2.Progress.Job;
import org.outreachsync.export.dhis2.Reading.Failed;
import org.outreachsync.export.dhis2.Reading.Found;
import org.outreachsync.export.dhis2.Reading.Nothing;
import org.outreachsync.export.dhis2.Step.Again;
import org.outreachsync.export.dhis2.Step.Delivered;
import org.outreachsync.export.dhis2.Step.Stopped;
import org.outreachsync.export.dhis2.Step.Trouble;
import org.outreachsync.export.dhis2.Step.Waiting;
import org.outreachsync.export.dhis2.Verdict.Accepted;
import org.outreachsync.export.dhis2.Verdict.Cause;
import org.outreachsync.export.dhis2.Verdict.PartDone;
import org.outreachsync.export.dhis2.Verdict.Refused;
import org.outreachsync.export.dhis2.Verdict.Retry;
import org.outreachsync.export.exchange.Exchange;

/**
 * Makes a form of DHIS2 hold certain figures. Every step begins with reading what the form holds, so only cells that
 * differ are sent, an answer that was lost is no loss, and a step may be repeated after any crash. Only what was read
 * back counts as delivered.
 *
 * <p>DHIS2 deadlocks over the same cells pushed in parallel: one form belongs to one delivery at a time.
 */
public final class Delivery {

    private final Exchange exchange;
    private final DeliveryLimits limits;
    private final boolean atomic;
    private final Waits waits;

    /**
     * A way of delivering to one server.
     *
     * @param exchange leads to the server
     * @param limits how patiently
     * @param atomic whether one refused value is to refuse the whole form; servers before 2.43 pass over this wish
     * @param jitter spreads the waits of many deliveries
     */
    public Delivery(Exchange exchange, DeliveryLimits limits, boolean atomic, RandomGenerator jitter) {
        this.exchange = exchange;
        this.limits = limits;
        this.atomic = atomic;
        this.waits = new Waits(limits, jitter);
    }

    /**
     * Takes a delivery as far as it goes without waiting.
     *
     * @param progress {@link Progress#START}, or what the last step gave back
     */
    public Step next(Push push, Progress progress, Instant now) {
        var job = progress.job();
        return job == null ? writeWhatDiffers(push, progress, now) : follow(push, progress, job, now);
    }

    private Step writeWhatDiffers(Push push, Progress progress, Instant now) {
        return reading(push, progress, now, stored -> {
            var changes = Changes.between(push, stored);
            return changes.isEmpty()
                    ? new Delivered(Receipt.of(push, stored, now, progress))
                    : write(push, changes, progress, now);
        });
    }

    /** Withdraws first: a figure that could reveal somebody goes before anything else changes. */
    private Step write(Push push, Changes changes, Progress progress, Instant now) {
        var sending = progress;
        Verdict verdict = new Verdict.Done(0);
        List<Cell.Key> keys = changes.deletions();
        if (!keys.isEmpty()) {
            sending = sending.sending(0, keys.size());
            var answer = exchange.send(Requests.delete(push.group(), keys));
            verdict = Verdicts.of(answer, new Asked(keys.size()));
        }
        if (!changes.writes().isEmpty() && isWritten(verdict)) {
            keys = changes.writes().stream().map(write -> write.cell().key()).toList();
            sending = sending.sending(keys.size(), 0);
            var mode = keys.size() >= limits.queuedFrom() ? Requests.Mode.QUEUED : Requests.Mode.NOW;
            var answer = exchange.send(Requests.write(push.group(), changes.writes(), mode, atomic));
            verdict = Verdicts.of(answer, new Asked(keys.size()));
        }
        return after(verdict, push, sending, now, keys);
    }

    private static boolean isWritten(Verdict verdict) {
        return verdict instanceof Verdict.Done || verdict instanceof Verdict.WrittenUnread;
    }

    private Step after(Verdict verdict, Push push, Progress progress, Instant now, List<Cell.Key> keys) {
        return switch (verdict) {
            case Accepted(var id) ->
                new Again(
                        progress.with(new Job(id, now, keys.size())),
                        now.plus(waits.spread(limits.jobPoll())),
                        Waiting.JOB);
            case Retry retry -> waits.after(retry, progress, now);
            case Refused refused -> stop(Troubles.of(refused, keys), push, progress, now);
            case PartDone part
            when !part.conflicts().isEmpty() ->
                reading(push, progress, now, stored -> stop(Troubles.of(part, keys), push, progress, now, stored));
            case PartDone unexplained -> confirm(push, progress, now);
            case Verdict.Done done -> confirm(push, progress, now);
            case Verdict.WrittenUnread written -> confirm(push, progress, now);
        };
    }

    private Step confirm(Push push, Progress progress, Instant now) {
        return reading(push, progress, now, stored -> {
            var receipt = Receipt.of(push, stored, now, progress);
            return receipt.differences().isEmpty()
                    ? new Delivered(receipt)
                    : waits.afterDifference(receipt, progress, now);
        });
    }

    /** Tells what stands there now, if it can be read. */
    private Step stop(Trouble trouble, Push push, Progress progress, Instant now) {
        return read(push) instanceof Found<StoredValues>(var stored)
                ? stop(trouble, push, progress, now, stored)
                : new Stopped(trouble, null);
    }

    private static Step stop(Trouble trouble, Push push, Progress progress, Instant now, StoredValues stored) {
        var receipt = Receipt.of(push, stored, now, progress);
        return receipt.differences().isEmpty() ? new Delivered(receipt) : new Stopped(trouble, receipt);
    }

    private Step reading(Push push, Progress progress, Instant now, Function<StoredValues, Step> then) {
        return switch (read(push)) {
            case Found<StoredValues>(var stored) -> then.apply(stored);
            case Failed<StoredValues>(Retry retry) -> waits.after(retry, progress, now);
            case Failed<StoredValues>(Refused refused) -> new Stopped(Troubles.of(refused, List.of()), null);
            case Nothing<StoredValues> nothing -> waits.after(new Retry(Cause.UNREADABLE), progress, now);
        };
    }

    private Reading<StoredValues> read(Push push) {
        return StoredValues.in(exchange.send(Requests.readBack(push.group())), push.group());
    }

    private Step follow(Push push, Progress progress, Job job, Instant now) {
        return switch (JobState.isOver(exchange.send(Requests.tasks(job.id())))) {
            case Failed<Boolean>(Retry retry) -> waits.after(retry, progress, now);
            case Found<Boolean>(var over) when over -> afterJob(push, progress, job, now);
            case Found<Boolean> running -> wait(push, progress, job, now);
            case Failed<Boolean>(Refused refused) -> search(push, progress, job, now);
            case Nothing<Boolean> nothing -> search(push, progress, job, now);
        };
    }

    /** A job that does not end is given up; what it may still write is what the next push writes too. */
    private Step wait(Push push, Progress progress, Job job, Instant now) {
        boolean late = Duration.between(job.since(), now).compareTo(limits.jobMax()) > 0;
        return late
                ? confirm(push, progress.withoutJob(), now)
                : new Again(progress, now.plus(waits.spread(limits.jobPoll())), Waiting.JOB);
    }

    /** No messages: the job has not begun, or the server was restarted after it. Its configuration is still there. */
    private Step search(Push push, Progress progress, Job job, Instant now) {
        return reading(push, progress, now, stored -> {
            var receipt = Receipt.of(push, stored, now, progress);
            if (receipt.differences().isEmpty()) {
                return new Delivered(receipt);
            }
            return outcome(job) == JobState.Outcome.OPEN
                    ? wait(push, progress, job, now)
                    : waits.afterDifference(receipt, progress.withoutJob(), now);
        });
    }

    private Step afterJob(Push push, Progress progress, Job job, Instant now) {
        var asked = new Asked(job.values());
        var over = progress.withoutJob();
        return switch (JobState.verdict(exchange.send(Requests.summary(job.id())), asked)) {
            case Found<Verdict>(Verdict.Done done)
            when outcome(job) == JobState.Outcome.FAILED -> waits.after(new Retry(Cause.DATABASE_REFUSED), over, now);
            case Found<Verdict>(var verdict) -> after(verdict, push, over, now, List.of());
            case Failed<Verdict>(Retry retry) -> waits.after(retry, progress, now);
            case Failed<Verdict>(Refused refused) -> confirm(push, over, now);
            case Nothing<Verdict> nothing -> confirm(push, over, now);
        };
    }

    private JobState.Outcome outcome(Job job) {
        return JobState.outcome(exchange.send(Requests.jobConfiguration(job.id())));
    }
}
