package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.identity.Device;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.Status;

/**
 * A tablet's token in the hands of whoever guesses client codes: it learns no more of them than a day's work brings.
 */
class NewCodesTest {

    private static final String BEYOND = "STATUS_QUARANTINED NEW_CODES_LIMIT";
    private static final String STANDS = "stands";
    private static final int PER_DAY = 3;

    private final Field field = new Field();
    private SyncService server;
    private final Map<Long, Long> batches = new HashMap<>();
    private final Map<Long, Long> ops = new HashMap<>();

    @BeforeEach
    void limit() {
        field.newCodesPerDay = PER_DAY;
        field.offlineDays = 30;
        server = field.server();
    }

    /** Enrolled today. */
    private Device fresh(long no) {
        return Enrolled.device("device-" + no, no, 1, Set.of(Field.SITE), Instant.ofEpochMilli(field.now));
    }

    private static String code(int number) {
        return "Ж" + (1930 + number) + "АЙГУ";
    }

    private List<OpResult> meet(Device caller, int... numbers) {
        long from = ops.getOrDefault(caller.no(), 0L);
        var acts = IntStream.range(0, numbers.length)
                .mapToObj(at -> field.exchange(from + at + 1, code(numbers[at]), 1))
                .toArray(Op[]::new);
        return hand(caller, acts);
    }

    private List<OpResult> hand(Device caller, Op... acts) {
        long batch = batches.merge(caller.no(), 1L, Long::sum);
        long last = ops.merge(caller.no(), (long) acts.length, Long::sum);
        var request = field.batch(caller, batch, last - acts.length + 1, acts);
        return server.sync(caller, Requests.of(request)).response().getAck().getResultsList();
    }

    private static List<String> told(List<OpResult> results) {
        return results.stream()
                .map(result -> result.getStatus() == Status.STATUS_QUARANTINED
                        ? result.getStatus() + " " + result.getCode()
                        : STANDS)
                .toList();
    }

    @Test
    void beyondTheLimitNothingIsToldAndAllIsKept() {
        var results = meet(fresh(1), 1, 2, 3, 4, 5);

        assertThat(told(results)).containsExactly(STANDS, STANDS, STANDS, BEYOND, BEYOND);
        assertThat(results)
                .extracting(result -> result.getClientKey().isEmpty())
                .containsExactly(false, false, false, true, true);
        var kept = new QuarantineStore(field.store, field.keys.sealer()).open(Field.SITE, 0, 10);
        assertThat(kept)
                .hasSize(2)
                .allSatisfy(item -> assertThat(item.content().getRaw()).isNotEmpty());
        assertThat(field.engine().persons().numbered(1, 100))
                .as("persons of the programme")
                .hasSize(3);
    }

    /** Else the answer would tell which of the guessed codes somebody has. */
    @Test
    void beyondTheLimitACodeOfSomebodyElseIsNotToldEither() {
        meet(fresh(2), 10);
        meet(fresh(1), 1, 2, 3);
        var beforeAndAfter = meet(fresh(1), 10, 4, 10, 1);
        assertThat(told(beforeAndAfter))
                .as("a known one, a new one, the known one again, an own one")
                .containsExactly(STANDS, BEYOND, BEYOND, STANDS);
        assertThat(beforeAndAfter.get(2).getClientKey()).isEmpty();
    }

    @Test
    void whatIsKnownDoesNotCount() {
        meet(fresh(2), 10, 11, 12);
        meet(fresh(3), 13, 14, 15);
        assertThat(told(meet(fresh(1), 10, 11, 12, 13, 14, 15, 10, 1, 2, 3))).containsOnly(STANDS);
        assertThat(told(meet(fresh(1), 1, 2, 3, 1, 10))).containsOnly(STANDS);
    }

    @Test
    void whoeverMeetsNobodyByCodeGoesOn() {
        meet(fresh(1), 1, 2, 3, 4);
        var anonymous = field.op(OpKind.OP_KIND_CREATE)
                .setOwnRecord(40)
                .setNeedleExchange(Field.exchangeOf(2).setSex(2).setAgeBand(5))
                .build();
        var correction =
                field.correct(ByteString.copyFrom(RecordId.counted(1, 1, 1).toBytes()), 1, 8);
        assertThat(told(hand(fresh(1), anonymous, correction))).containsOnly(STANDS);
    }

    @Test
    void aCodeIsTriedInNoOtherWay() {
        meet(fresh(1), 1, 2, 3, 4);
        var edit = field.op(OpKind.OP_KIND_EDIT)
                .setOwnRecord(1)
                .setNeedleExchange(NeedleExchange.newBuilder().setUic(code(5)))
                .build();
        var again = field.op(OpKind.OP_KIND_CREATE)
                .setOwnRecord(41)
                .setNeedleExchange(Field.exchangeOf(2).setUic(code(4)))
                .build();
        assertThat(told(hand(fresh(1), edit, again))).containsOnly(BEYOND);
    }

    @Test
    void aNewDayBegins() {
        meet(fresh(1), 1, 2, 3, 4);
        field.now += Duration.ofDays(1).toMillis();
        assertThat(told(meet(fresh(1), 4, 5, 6, 7))).containsExactly(STANDS, STANDS, STANDS, BEYOND);
    }

    @Test
    void whoeverWasOfflineMakesUpForTheDays() {
        meet(fresh(1), 1);
        field.now += Duration.ofDays(2).toMillis();
        assertThat(told(meet(fresh(1), 2, 3, 4, 5, 6, 7, 8)))
                .containsExactly(STANDS, STANDS, STANDS, STANDS, STANDS, STANDS, BEYOND);
    }

    @Test
    void aTabletThatEnrolledLongAgoAndHandsInForTheFirstTimeDoesToo() {
        var enrolled = Enrolled.device(
                "device-1",
                1,
                1,
                Set.of(Field.SITE),
                Instant.ofEpochMilli(field.now - Duration.ofDays(2).toMillis()));
        assertThat(told(meet(enrolled, 1, 2, 3, 4, 5, 6, 7)))
                .containsExactly(STANDS, STANDS, STANDS, STANDS, STANDS, STANDS, BEYOND);
    }

    /** Before six in the morning in Bishkek it is still the day before in Greenwich. */
    @Test
    void theDayOfAnEnrolmentAtNightIsThatOfTheProgramme() {
        var night =
                LocalDate.of(2026, 11, 19).atTime(3, 0).atZone(TestTerms.ZONE).toInstant();
        field.now = LocalDate.of(2026, 11, 20)
                .atTime(9, 0)
                .atZone(TestTerms.ZONE)
                .toInstant()
                .toEpochMilli();
        var enrolled = Enrolled.device("device-1", 1, 1, Set.of(Field.SITE), night);

        assertThat(told(meet(enrolled, 1, 2, 3, 4))).containsExactly(STANDS, STANDS, STANDS, BEYOND);
    }

    @Test
    void anotherServerAndARestartGoOnCounting() {
        meet(fresh(1), 1, 2);
        server = field.server();
        assertThat(told(meet(fresh(1), 3, 4))).containsExactly(STANDS, BEYOND);
        server = field.server();
        assertThat(told(meet(fresh(1), 5))).containsExactly(BEYOND);
    }

    @Test
    void aNewEpochAndAnotherSiteAreTheSameTablet() {
        meet(fresh(1), 1, 2, 3, 4);
        var again = Enrolled.device("device-1", 1, 2, Set.of("OSH-9"), Instant.ofEpochMilli(field.now));
        var request = field.batch(again, 1, 1, field.exchange(1, code(5), 1)).setScope("OSH-9");
        assertThat(told(server.sync(again, Requests.of(request))
                        .response()
                        .getAck()
                        .getResultsList()))
                .containsExactly(BEYOND);
        assertThat(told(meet(fresh(2), 6))).as("a colleague").containsExactly(STANDS);
    }

    @Test
    void theSameBatchAgainIsAnsweredTheSameWhateverTheLimitIsByThen() {
        var request = field.batch(
                        fresh(1),
                        1,
                        1,
                        IntStream.rangeClosed(1, 5)
                                .mapToObj(at -> field.exchange(at, code(at), 1))
                                .toArray(Op[]::new))
                .build()
                .toByteArray();
        var first = server.sync(fresh(1), Requests.read(request)).response().getAck();
        field.newCodesPerDay = 100;
        field.now += Duration.ofDays(3).toMillis();
        var second =
                field.server().sync(fresh(1), Requests.read(request)).response().getAck();
        assertThat(second.getResultsList()).isEqualTo(first.getResultsList());
        assertThat(second.getResultsList()).extracting(OpResult::getStatus).endsWith(Status.STATUS_QUARANTINED);
    }
}
