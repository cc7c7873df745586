package org.outreachsync.export.dhis2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.export.dhis2.Deliveries.LIMITS;
import static org.outreachsync.export.dhis2.Deliveries.after;
import static org.outreachsync.export.dhis2.Deliveries.group;
import static org.outreachsync.export.dhis2.Deliveries.lost;
import static org.outreachsync.export.dhis2.Deliveries.passes;
import static org.outreachsync.export.dhis2.Deliveries.push;
import static org.outreachsync.export.dhis2.Deliveries.receipt;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.config.DeliveryLimits;
import org.outreachsync.export.dhis2.Step.Delivered;
import org.outreachsync.export.dhis2.Step.Kind;
import org.outreachsync.export.dhis2.Step.Stopped;
import org.outreachsync.export.dhis2.Step.Waiting;
import org.outreachsync.export.exchange.Answer.Loss;
import org.outreachsync.export.exchange.Exchange;

/** An import that is queued is followed to its end, whatever happens to the queue. */
class QueuedDeliveryTest {

    private final SmallDhis2 far = new SmallDhis2();
    private final Deliveries deliveries = queued(Deliveries.to(far));

    private static Deliveries queued(Exchange exchange) {
        var limits = new DeliveryLimits(
                LIMITS.again(), LIMITS.shortly(), LIMITS.later(), LIMITS.jobPoll(), LIMITS.jobMax(), 2);
        return new Deliveries(exchange, limits, true);
    }

    private void isDelivered(Step step) {
        assertThat(step).isInstanceOf(Delivered.class);
        assertThat(far.imports.writes).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void waitsForTheJob() {
        far.jobs.pollsBefore = 3;
        isDelivered(deliveries.run(push()));
        assertThat(far.pushes()).isEqualTo(1);
        assertThat(deliveries.waits).hasSize(4).containsOnly(Waiting.JOB);
    }

    @Test
    void followsAJobThatWaitedThroughARestart() {
        far.jobs.pollsBefore = 5;
        deliveries.troubles.addAll(List.of(
                passes(), passes(), lost(Loss.CUT), lost(Loss.NO_CONNECTION), after(far.jobs::restart), passes()));
        isDelivered(deliveries.run(push()));
        assertThat(far.pushes()).isEqualTo(1);
    }

    @Test
    void findsWhatAJobStoredWhoseMessagesARestartErased() {
        far.jobs.pollsBefore = 1_000;
        deliveries.troubles.addAll(List.of(passes(), passes(), after(() -> {
            far.jobs.runAll();
            far.jobs.restart();
        })));
        isDelivered(deliveries.run(push()));
        assertThat(far.pushes()).isEqualTo(1);
        assertThat(deliveries.waits).containsExactly(Waiting.JOB);
    }

    @Test
    void pushesOnceMoreWhatAForgottenJobNeverStored() {
        far.jobs.pollsBefore = 1;
        deliveries.troubles.addAll(List.of(passes(), passes(), after(far.jobs::forget)));
        isDelivered(deliveries.run(push()));
        assertThat(far.pushes()).isEqualTo(2);
        assertThat(deliveries.waits).containsExactly(Waiting.JOB, Waiting.ONCE_MORE, Waiting.JOB, Waiting.JOB);
    }

    @Test
    void pushesOnceMoreWhatAStoppedJobDidNotStore() {
        far.imports.deadlocks = true;
        isDelivered(deliveries.run(push()));
        assertThat(far.pushes()).isEqualTo(2);
        assertThat(deliveries.waits)
                .containsExactly(Waiting.JOB, Waiting.JOB, Waiting.ONCE_MORE, Waiting.JOB, Waiting.JOB);
    }

    @Test
    void believesTheConfigurationOfAJobAndNotItsSummary() {
        var lie = Recording.named("18a3-task-summary")
                .json()
                .getJsonObject("response")
                .getJsonObject("body");
        lie.getJsonObject("importCount").put("updated", 3);
        var lying = queued(request -> {
            far.imports.deadlocks = true;
            return request.target().contains("taskSummaries")
                    ? SmallDhis2.json(200, lie.encode())
                    : Deliveries.to(far).send(request);
        });
        assertThat(lying.run(push()))
                .isInstanceOfSatisfying(
                        Stopped.class,
                        stopped -> assertThat(stopped.trouble().kind()).isEqualTo(Kind.FAILED_TWICE));
        assertThat(far.pushes()).isEqualTo(2);
    }

    @Test
    void givesUpAJobThatNeverBegins() {
        far.jobs.pollsBefore = 1_000_000;
        var step = deliveries.run(push());
        assertThat(step).isInstanceOfSatisfying(Stopped.class, stopped -> {
            assertThat(stopped.trouble().kind()).isEqualTo(Kind.NOT_STORED);
            assertThat(receipt(stopped).differences()).hasSize(3);
        });
        assertThat(far.pushes()).isEqualTo(2);
    }

    @Test
    void tellsWhyAJobWasRefused() {
        var step = deliveries.run(push(group(FarForm.MONTHLY, FarForm.CLOSED, "202604")));
        assertThat(step).isInstanceOfSatisfying(Stopped.class, stopped -> {
            assertThat(stopped.trouble().kind()).isEqualTo(Kind.REFUSED);
            assertThat(stopped.trouble().errorCode()).isEqualTo("E8031");
        });
        assertThat(far.pushes()).isEqualTo(1);
    }

    @Test
    void goesOnFromWhatWasKeptAfterARestartOfThisServer() {
        far.jobs.pollsBefore = 1;
        var first = deliveries.step(push(), Progress.START);
        assertThat(first).isInstanceOfSatisfying(Step.Again.class, again -> {
            assertThat(again.progress().job()).isNotNull();
            var second = deliveries.step(push(), again.progress());
            assertThat(deliveries.step(push(), ((Step.Again) second).progress()))
                    .isInstanceOf(Delivered.class);
        });
        assertThat(far.pushes()).isEqualTo(1);
    }
}
