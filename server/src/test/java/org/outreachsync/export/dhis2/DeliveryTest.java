package org.outreachsync.export.dhis2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.outreachsync.export.dhis2.Deliveries.CLIENTS;
import static org.outreachsync.export.dhis2.Deliveries.FEMALE;
import static org.outreachsync.export.dhis2.Deliveries.KITS;
import static org.outreachsync.export.dhis2.Deliveries.MALE;
import static org.outreachsync.export.dhis2.Deliveries.SYRINGES;
import static org.outreachsync.export.dhis2.Deliveries.answers;
import static org.outreachsync.export.dhis2.Deliveries.figures;
import static org.outreachsync.export.dhis2.Deliveries.form;
import static org.outreachsync.export.dhis2.Deliveries.group;
import static org.outreachsync.export.dhis2.Deliveries.lost;
import static org.outreachsync.export.dhis2.Deliveries.passes;
import static org.outreachsync.export.dhis2.Deliveries.push;
import static org.outreachsync.export.dhis2.Deliveries.receipt;
import static org.outreachsync.export.dhis2.Deliveries.withdrawing;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.export.dhis2.Step.Delivered;
import org.outreachsync.export.dhis2.Step.Kind;
import org.outreachsync.export.dhis2.Step.Stopped;
import org.outreachsync.export.dhis2.Step.Waiting;
import org.outreachsync.export.exchange.Answer;
import org.outreachsync.export.exchange.Answer.Loss;

/** A form ends as it was to be, or a person hears of it; nothing is sent twice that had arrived. */
class DeliveryTest {

    private final SmallDhis2 far = new SmallDhis2();
    private final Deliveries deliveries = new Deliveries(Deliveries.to(far));

    private static void isDelivered(Step step, int equal) {
        assertThat(step).isInstanceOfSatisfying(Delivered.class, delivered -> {
            assertThat(receipt(delivered).equal()).isEqualTo(equal);
            assertThat(receipt(delivered).differences()).isEmpty();
        });
    }

    private static void isStopped(Step step, Kind kind, String errorCode) {
        assertThat(step).isInstanceOfSatisfying(Stopped.class, stopped -> {
            assertThat(stopped.trouble().kind()).isEqualTo(kind);
            assertThat(stopped.trouble().errorCode()).isEqualTo(errorCode);
            assertThat(stopped.trouble().help()).isNotEmpty();
        });
    }

    private void nothingWasWrittenTwice() {
        assertThat(far.imports.writes).doesNotHaveDuplicates();
    }

    @Test
    void pushesReadsBackAndGivesAReceipt() {
        var step = deliveries.run(push());
        isDelivered(step, 3);
        assertThat(receipt(step).sent()).isEqualTo(3);
        assertThat(far.imports.writes).hasSize(3);
        assertThat(deliveries.waits).isEmpty();
    }

    @Test
    void sendsNothingIfEverythingStandsThere() {
        deliveries.run(push());
        var again = deliveries.run(push());
        isDelivered(again, 3);
        assertThat(receipt(again).sent()).isZero();
        assertThat(far.pushes()).isEqualTo(1);
        assertThat(far.requests).as("read, push, read; read").hasSize(4);
    }

    @Test
    void sendsOnlyTheCellThatDiffers() {
        deliveries.run(push());
        var other = figures(form(), Cell.of(SYRINGES, MALE, 121), Cell.of(SYRINGES, FEMALE, 80));
        isDelivered(deliveries.run(Push.of(other)), 2);
        assertThat(far.imports.writes).hasSize(4);
    }

    @Test
    void keepsWhatPeopleHaveNotedOnACellThatChanges() {
        deliveries.run(push());
        var noted = far.imports.stored.entrySet().stream()
                .filter(cell -> cell.getKey().contains(FarForm.FEMALE))
                .findFirst()
                .orElseThrow();
        noted.setValue(new FarImport.Stored("80", "Проверить: данные за 3 недели", true));
        isDelivered(deliveries.run(Push.of(figures(form(), Cell.of(SYRINGES, FEMALE, 90)))), 1);
        assertThat(far.imports.stored)
                .containsEntry(noted.getKey(), new FarImport.Stored("90", "Проверить: данные за 3 недели", true));
    }

    @Test
    void leavesCellsAloneThatOthersFill() {
        deliveries.run(Push.of(figures(form(), Cell.of(CLIENTS, MALE, 5))));
        isDelivered(deliveries.run(push()), 3);
        assertThat(far.imports.stored).hasSize(4);
    }

    @Test
    void withdrawsACellThatMustNotBeShownAnyMore() {
        deliveries.run(push());
        var fewer = figures(form(), Cell.of(SYRINGES, MALE, 120), Cell.of(KITS, Deliveries.DEFAULT, 1));
        var step = deliveries.run(withdrawing(fewer, new Cell.Key(SYRINGES, FEMALE)));
        isDelivered(step, 2);
        assertThat(receipt(step).withdrawn()).isEqualTo(1);
        assertThat(far.imports.stored.keySet()).noneMatch(key -> key.contains(FarForm.FEMALE));
        assertThat(far.requests.stream().filter(Deliveries::isPush).map(Object::toString))
                .as("the figure that could reveal somebody goes first")
                .hasSize(3);
        assertThat(far.requests.get(far.requests.size() - 3).target()).contains("importStrategy=DELETE");
    }

    @Test
    void writesNothingBeforeTheWithdrawalIsKnownToBeDone() {
        deliveries.run(push());
        var kept = figures(form(), Cell.of(SYRINGES, MALE, 121));
        var push = withdrawing(kept, new Cell.Key(SYRINGES, FEMALE));
        deliveries.troubles.addAll(List.of(passes(), lost(Loss.CUT)));
        assertThat(deliveries.step(push, Progress.START)).isInstanceOf(Step.Again.class);
        assertThat(far.imports.writes).hasSize(3);
        isDelivered(deliveries.run(push), 1);
        assertThat(far.pushes()).isEqualTo(3);
    }

    @Test
    void doesNotDeleteWhatWasNeverThere() {
        var step = deliveries.run(withdrawing(figures(), new Cell.Key(CLIENTS, MALE)));
        isDelivered(step, 3);
        assertThat(far.pushes()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Loss.class,
            names = {"CUT", "TOO_SLOW", "UNREADABLE"})
    void findsWhatWasStoredBeforeItsAnswerWasLost(Loss loss) {
        deliveries.troubles.addAll(List.of(passes(), lost(loss)));
        isDelivered(deliveries.run(push()), 3);
        assertThat(far.pushes()).isEqualTo(1);
        assertThat(deliveries.waits).containsExactly(Waiting.FAR_SIDE);
        nothingWasWrittenTwice();
    }

    @Test
    void sendsAgainWhatNeverArrived() {
        deliveries.troubles.addAll(List.of(passes(), lost(Loss.NO_CONNECTION), lost(Loss.NO_CONNECTION)));
        isDelivered(deliveries.run(push()), 3);
        assertThat(far.pushes()).isEqualTo(1);
        nothingWasWrittenTwice();
    }

    @Test
    void tellsSomebodyWhenTheFarSideStaysDown() {
        deliveries.troubles.addAll(Collections.nCopies(50, lost(Loss.NO_CONNECTION)));
        isStopped(deliveries.run(push()), Kind.UNREACHABLE, "");
        assertThat(deliveries.waits).hasSize(Deliveries.LIMITS.later().times());
        assertThat(far.requests).isEmpty();
    }

    @Test
    void waitsForADatabaseThatIsStarted() {
        far.databaseDown = true;
        deliveries.troubles.addAll(List.of(
                passes(),
                Deliveries.after(() -> far.databaseDown = true),
                Deliveries.after(() -> far.databaseDown = false)));
        isDelivered(deliveries.run(push()), 3);
        assertThat(deliveries.waits).containsExactly(Waiting.PASSWORD, Waiting.PASSWORD);
    }

    @Test
    void tellsSomebodyThatThePasswordIsWrong() {
        far.databaseDown = true;
        isStopped(deliveries.run(push()), Kind.CREDENTIALS, "");
        assertThat(deliveries.waits).hasSize(Deliveries.LIMITS.shortly().times());
        assertThat(far.pushes()).isZero();
    }

    @Test
    void repeatsOnceAfterADeadlock() {
        far.imports.deadlocks = true;
        isDelivered(deliveries.run(push()), 3);
        assertThat(deliveries.waits).containsExactly(Waiting.ONCE_MORE);
        nothingWasWrittenTwice();
    }

    @Test
    void tellsSomebodyWhenTheDatabaseRefusesTwice() {
        var refusal = SmallDhis2.like("13c-duplicates-hidden");
        deliveries.troubles.addAll(List.of(passes(), answers(refusal), passes(), answers(refusal)));
        isStopped(deliveries.run(push()), Kind.FAILED_TWICE, "");
        assertThat(far.imports.stored).isEmpty();
    }

    @Test
    void doesNotBelieveASuccessThatStoredNothing() {
        deliveries.troubles.addAll(List.of(passes(), answers(counted(3))));
        isDelivered(deliveries.run(push()), 3);
        assertThat(deliveries.waits).containsExactly(Waiting.ONCE_MORE);
    }

    @Test
    void namesTheCellsThatDifferAfterASecondTry() {
        var lie = counted(2);
        var other = push(group(FarForm.MONTHLY, FarForm.SOUTH, "202604"));
        deliveries.troubles.addAll(List.of(passes(), answers(lie), passes(), passes(), answers(lie)));
        var step = deliveries.run(other);
        isStopped(step, Kind.NOT_STORED, "");
        assertThat(receipt(step).differences())
                .extracting(Receipt.Difference::wanted, Receipt.Difference::stored)
                .containsExactlyInAnyOrder(tuple("120", null), tuple("7", null));
    }

    private static Answer counted(int updated) {
        var success = FarImport.like("01-json-first");
        success.getJsonObject("response").getJsonObject("importCount").put("updated", updated);
        return SmallDhis2.json(200, success.encode());
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(group(FarForm.MONTHLY, FarForm.ELSEWHERE, "202604"), "E8022"),
                Arguments.of(group(FarForm.MONTHLY, FarForm.CLOSED, "202604"), "E8031"),
                Arguments.of(group(FarForm.MONTHLY, FarForm.NORTH, "202605"), "E8030"),
                Arguments.of(group(FarForm.MONTHLY, FarForm.NORTH, "2026Q1"), "E8021"),
                Arguments.of(group(FarForm.LOCKED, FarForm.NORTH, "202603"), "E8030"),
                Arguments.of(group(FarForm.OTHERS, FarForm.NORTH, "202604"), "E8010"),
                Arguments.of(group(FarForm.PARTNERS, FarForm.NORTH, "202604"), "E8023"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void tellsWhyAFormIsRefused(Group group, String errorCode) {
        var step = deliveries.run(push(group));
        isStopped(step, Kind.REFUSED, errorCode);
        assertThat(((Stopped) step).trouble().faults()).isEmpty();
        assertThat(receipt(step).differences()).hasSize(2);
        assertThat(far.pushes()).isEqualTo(1);
        assertThat(far.imports.stored).isEmpty();
    }

    @Test
    void isHeldByAnApproval() {
        far.imports.approved.add(List.of(FarForm.MONTHLY, "202604", FarForm.NORTH));
        isStopped(deliveries.run(push()), Kind.REFUSED, "E8033");
        assertThat(far.imports.stored).isEmpty();
    }

    @Test
    void namesTheCellsThatWereRefusedBesideOthers() {
        far.imports.refusedValue = "80"::equals;
        var loose = new Deliveries(Deliveries.to(far), Deliveries.LIMITS, false);
        var step = loose.run(push());
        isStopped(step, Kind.PART_DONE, "E8122");
        var stopped = (Stopped) step;
        assertThat(stopped.trouble().faults())
                .extracting(Step.Fault::key)
                .containsExactly(new Cell.Key(SYRINGES, FEMALE));
        assertThat(receipt(stopped).equal()).isEqualTo(2);
        assertThat(receipt(stopped).differences()).hasSize(1);
        nothingWasWrittenTwice();
    }

    @Test
    void storesNothingInsteadOfAHalfIfAskedTo() {
        far.imports.refusedValue = "80"::equals;
        isStopped(deliveries.run(push()), Kind.REFUSED, "E8000");
        assertThat(far.imports.stored).isEmpty();
    }

    @Test
    void spreadsItsWaits() {
        deliveries.troubles.add(lost(Loss.NO_CONNECTION));
        var step = deliveries.step(push(), Progress.START);
        assertThat(step)
                .isInstanceOfSatisfying(
                        Step.Again.class,
                        again -> assertThat(again.notBefore())
                                .isBetween("2026-05-20T06:00:24Z", "2026-05-20T06:00:36Z")
                                .isNotEqualTo("2026-05-20T06:00:30Z"));
    }
}
