package org.outreachsync.export.dhis2;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.outreachsync.config.DeliveryLimits;
import org.outreachsync.config.DeliveryLimits.Backoff;
import org.outreachsync.export.dhis2.Step.Again;
import org.outreachsync.export.exchange.Answer;
import org.outreachsync.export.exchange.Exchange;
import org.outreachsync.export.exchange.Request;
import org.outreachsync.indicator.Period;

/** Deliveries to the small DHIS2, with a clock that jumps over every wait. */
final class Deliveries {

    static final Uid DEFAULT = new Uid(FarForm.DEFAULT);
    static final Uid SYRINGES = new Uid(FarForm.SYRINGES);
    static final Uid CLIENTS = new Uid(FarForm.CLIENTS);
    static final Uid KITS = new Uid(FarForm.KITS);
    static final Uid MALE = new Uid(FarForm.MALE);
    static final Uid FEMALE = new Uid(FarForm.FEMALE);

    static final DeliveryLimits LIMITS = new DeliveryLimits(
            Duration.ofSeconds(30),
            new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(4), 3),
            new Backoff(Duration.ofSeconds(30), Duration.ofHours(1), 5),
            Duration.ofSeconds(10),
            Duration.ofMinutes(10),
            100);

    static final int STEPS_MAX = 200;

    /** What happens to the next requests on their way; nothing, once it is empty. */
    final Deque<UnaryOperator<Exchange>> troubles = new ArrayDeque<>();

    /** What was waited for. */
    final List<Step.Waiting> waits = new ArrayList<>();

    private final Delivery delivery;
    private Instant now = Instant.parse("2026-05-20T06:00:00Z");

    Deliveries(Exchange exchange) {
        this(exchange, LIMITS, true);
    }

    Deliveries(Exchange exchange, DeliveryLimits limits, boolean atomic) {
        this.delivery = new Delivery(
                request -> {
                    var trouble = troubles.poll();
                    return (trouble == null ? exchange : trouble.apply(exchange)).send(request);
                },
                limits,
                atomic,
                new SplittableRandom(1));
    }

    static Exchange to(SmallDhis2 far) {
        return request -> far.answer(request, SmallDhis2.basic(SmallDhis2.USER, SmallDhis2.PASSWORD));
    }

    /** The request arrives, and its answer does not. */
    static UnaryOperator<Exchange> lost(Answer.Loss loss) {
        return exchange -> request -> {
            if (!loss.nothingWasSent()) {
                exchange.send(request);
            }
            return new Answer.Lost(loss);
        };
    }

    /** Something else answers. */
    static UnaryOperator<Exchange> answers(Answer answer) {
        return exchange -> request -> answer;
    }

    /** Nothing happens. */
    static UnaryOperator<Exchange> passes() {
        return exchange -> exchange;
    }

    /** Something happens at the far side before the request arrives. */
    static UnaryOperator<Exchange> after(Runnable event) {
        return exchange -> request -> {
            event.run();
            return exchange.send(request);
        };
    }

    static Group group(String dataSet, String unit, String period) {
        return new Group(new Uid(dataSet), new Uid(unit), Period.parse(period), DEFAULT);
    }

    static Group form() {
        return group(FarForm.MONTHLY, FarForm.NORTH, "202604");
    }

    static DataValueSet figures(Group group, Cell... cells) {
        return DataValueSet.of(group, DEFAULT, List.of(cells));
    }

    static DataValueSet figures() {
        return figures(form(), Cell.of(SYRINGES, MALE, 120), Cell.of(SYRINGES, FEMALE, 80), Cell.of(KITS, DEFAULT, 0));
    }

    static Push push() {
        return Push.of(figures());
    }

    static Push push(Group group) {
        return Push.of(figures(group, Cell.of(SYRINGES, MALE, 120), Cell.of(KITS, DEFAULT, 7)));
    }

    static Push withdrawing(DataValueSet wanted, Cell.Key... keys) {
        return new Push(wanted.group(), wanted, new TreeSet<>(Set.of(keys)));
    }

    /** Steps until the end, over every wait. */
    Step run(Push push) {
        var progress = Progress.START;
        for (int steps = 0; steps < STEPS_MAX; steps++) {
            var step = delivery.next(push, progress, now);
            if (!(step instanceof Again(var next, var notBefore, var why))) {
                return step;
            }
            waits.add(why);
            progress = next;
            now = notBefore;
        }
        throw new AssertionError("no end after " + STEPS_MAX + " steps");
    }

    /** A single step. */
    Step step(Push push, Progress progress) {
        return delivery.next(push, progress, now);
    }

    /** What was read back at the end. */
    static Receipt receipt(Step step) {
        return switch (step) {
            case Step.Delivered(var receipt) -> receipt;
            case Step.Stopped(var trouble, var receipt) -> Objects.requireNonNull(receipt, trouble::toString);
            case Again again -> throw new AssertionError("no end: " + again);
        };
    }

    static boolean isPush(Request request) {
        return request.method() == Request.Method.POST;
    }
}
