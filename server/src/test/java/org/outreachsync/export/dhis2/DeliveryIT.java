package org.outreachsync.export.dhis2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.export.dhis2.Deliveries.FEMALE;
import static org.outreachsync.export.dhis2.Deliveries.LIMITS;
import static org.outreachsync.export.dhis2.Deliveries.SYRINGES;
import static org.outreachsync.export.dhis2.Deliveries.push;
import static org.outreachsync.export.dhis2.Deliveries.withdrawing;
import static org.outreachsync.export.dhis2.RecordedDhis2.after;
import static org.outreachsync.export.dhis2.RecordedDhis2.answer;
import static org.outreachsync.export.dhis2.RecordedDhis2.cut;
import static org.outreachsync.export.dhis2.RecordedDhis2.page;
import static org.outreachsync.export.dhis2.RecordedDhis2.pass;
import static org.outreachsync.export.dhis2.RecordedDhis2.slow;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.config.DeliveryLimits;
import org.outreachsync.config.OutboundLimits;
import org.outreachsync.export.dhis2.Step.Delivered;
import org.outreachsync.export.dhis2.Step.Kind;
import org.outreachsync.export.dhis2.Step.Stopped;
import org.outreachsync.export.dhis2.Step.Waiting;
import org.outreachsync.export.exchange.Answer.Reply;
import org.outreachsync.export.http.Credentials;

/**
 * The whole way over a real socket to a server that behaves as the recorded one: what the far side holds at the end,
 * and that nothing was sent twice that had arrived.
 */
class DeliveryIT extends FarServerRig {

    private Deliveries deliveries;

    @BeforeEach
    void lead() {
        deliveries = new Deliveries(outbound.to(dhis2));
    }

    private void isDelivered(Step step) {
        assertThat(step).isInstanceOf(Delivered.class);
        assertThat(far.imports.stored.values())
                .extracting(FarImport.Stored::value)
                .containsExactlyInAnyOrder("120", "80", "0");
        assertThat(far.imports.writes).hasSize(3).doesNotHaveDuplicates();
    }

    private void isStopped(Step step, Kind kind, String errorCode) {
        assertThat(step).isInstanceOfSatisfying(Stopped.class, stopped -> {
            assertThat(stopped.trouble().kind()).isEqualTo(kind);
            assertThat(stopped.trouble().errorCode()).isEqualTo(errorCode);
        });
        assertThat(far.imports.stored).isEmpty();
    }

    @Test
    void delivers() {
        isDelivered(deliveries.run(push()));
        assertThat(far.pushes()).isEqualTo(1);
        assertThat(dhis2.authorizations).containsOnly(SmallDhis2.basic(SmallDhis2.USER, SmallDhis2.PASSWORD));
        assertThat(far.requests.toString()).doesNotContain("authorization").doesNotContain(SmallDhis2.PASSWORD);
    }

    @Test
    void deliversByToken() {
        isDelivered(new Deliveries(outbound.to(dhis2, Credentials.apiToken(SmallDhis2.TOKEN))).run(push()));
    }

    @Test
    void withdraws() {
        deliveries.run(push());
        var kept = Deliveries.figures(Deliveries.form(), Cell.of(SYRINGES, Deliveries.MALE, 120));
        assertThat(deliveries.run(withdrawing(kept, new Cell.Key(SYRINGES, FEMALE))))
                .isInstanceOf(Delivered.class);
        assertThat(far.imports.stored).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void findsWhatWasStoredBeforeItsAnswerWasCut(boolean withHead) {
        dhis2.ways.addAll(List.of(pass(), cut(withHead)));
        isDelivered(deliveries.run(push()));
        assertThat(far.pushes()).isEqualTo(1);
        assertThat(deliveries.waits).containsExactly(Waiting.FAR_SIDE);
    }

    @Test
    void findsWhatWasStoredAfterTheCallerHadGone() throws InterruptedException {
        var gone = new CountDownLatch(1);
        var stored = new CountDownLatch(1);
        var hasty = new OutboundLimits(
                1 << 20, 1 << 20, 8 << 10, Duration.ofSeconds(10), Duration.ofMillis(400), Duration.ofSeconds(20), 8);
        dhis2.ways.addAll(List.of(pass(), slow(gone, stored)));
        try (var impatient = new Outbound(hasty)) {
            var first = new Deliveries(impatient.to(dhis2)).step(push(), Progress.START);
            assertThat(first)
                    .isInstanceOfSatisfying(
                            Step.Again.class, again -> assertThat(again.why()).isEqualTo(Waiting.FAR_SIDE));
            gone.countDown();
            stored.await();
            isDelivered(deliveries.step(push(), ((Step.Again) first).progress()));
        }
        assertThat(far.pushes()).isEqualTo(1);
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                Arguments.of("a captive portal", page(200), Waiting.FAR_SIDE),
                Arguments.of("a proxy without server", page(502), Waiting.FAR_SIDE),
                Arguments.of("maintenance", page(503), Waiting.FAR_SIDE),
                Arguments.of("a busy proxy", page(429), Waiting.FAR_SIDE),
                Arguments.of(
                        "a stack trace", answer(SmallDhis2.timeline("33b-database-down-token", 1)), Waiting.FAR_SIDE),
                Arguments.of(
                        "a stopped database", answer(SmallDhis2.timeline("33a-database-down", 1)), Waiting.PASSWORD),
                Arguments.of("a deadlock", answer(SmallDhis2.like("13c-duplicates-hidden")), Waiting.ONCE_MORE),
                Arguments.of("a passing fault", answer(SmallDhis2.like("10g-malformed-period-13")), Waiting.ONCE_MORE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void waitsForWhatPasses(String what, RecordedDhis2.Way way, Waiting waiting) {
        dhis2.ways.addAll(List.of(pass(), way));
        isDelivered(deliveries.run(push()));
        assertThat(far.pushes()).as(what).isEqualTo(1);
        assertThat(deliveries.waits).containsExactly(waiting);
    }

    @Test
    void waitsForTheDatabaseOfTheFarSide() {
        dhis2.ways.addAll(
                List.of(pass(), after(() -> far.databaseDown = true), pass(), after(() -> far.databaseDown = false)));
        isDelivered(deliveries.run(push()));
        assertThat(deliveries.waits).containsExactly(Waiting.PASSWORD, Waiting.PASSWORD);
    }

    @Test
    void followsNoRedirect() throws IOException {
        try (var other = RecordedDhis2.start()) {
            var away = new Reply(
                    307, null, "http://localhost:" + other.endpoint().port() + "/api/dataValueSets", new byte[0]);
            dhis2.ways.addAll(List.of(pass(), answer(away)));
            isStopped(deliveries.run(push()), Kind.REFUSED, "");
            assertThat(other.authorizations).isEmpty();
            assertThat(far.pushes()).isZero();
        }
    }

    @Test
    void followsAQueuedImportThroughARestart() {
        far.jobs.pollsBefore = 1_000;
        var queued = new DeliveryLimits(
                LIMITS.again(), LIMITS.shortly(), LIMITS.later(), LIMITS.jobPoll(), LIMITS.jobMax(), 2);
        dhis2.ways.addAll(List.of(pass(), pass(), cut(false), cut(false), after(() -> {
            far.jobs.runAll();
            far.jobs.restart();
        })));
        isDelivered(new Deliveries(outbound.to(dhis2), queued, true).run(push()));
        assertThat(far.pushes()).isEqualTo(1);
    }

    @Test
    void tellsThatTheFarSideStaysAway() {
        dhis2.ways.addAll(Collections.nCopies(20, page(200)));
        isStopped(deliveries.run(push()), Kind.UNREACHABLE, "");
        assertThat(far.requests).isEmpty();
        dhis2.close();
        isStopped(deliveries.run(push()), Kind.UNREACHABLE, "");
    }
}
