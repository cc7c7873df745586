package org.outreachsync.export.dhis2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.export.dhis2.Deliveries.DEFAULT;
import static org.outreachsync.export.dhis2.Deliveries.FEMALE;
import static org.outreachsync.export.dhis2.Deliveries.KITS;
import static org.outreachsync.export.dhis2.Deliveries.LIMITS;
import static org.outreachsync.export.dhis2.Deliveries.MALE;
import static org.outreachsync.export.dhis2.Deliveries.SYRINGES;
import static org.outreachsync.export.dhis2.Deliveries.figures;
import static org.outreachsync.export.dhis2.Deliveries.group;
import static org.outreachsync.export.dhis2.Deliveries.withdrawing;
import static org.outreachsync.export.dhis2.RecordedDhis2.after;
import static org.outreachsync.export.dhis2.RecordedDhis2.answer;
import static org.outreachsync.export.dhis2.RecordedDhis2.cut;
import static org.outreachsync.export.dhis2.RecordedDhis2.page;
import static org.outreachsync.export.dhis2.RecordedDhis2.pass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.config.DeliveryLimits;
import org.outreachsync.config.PushLimits;
import org.outreachsync.export.channel.Dhis2Channel;
import org.outreachsync.export.channel.Dhis2Progress;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.delivery.Outcome.Delivered;
import org.outreachsync.export.delivery.Outcome.HelpFrom;
import org.outreachsync.export.delivery.Outcome.NeedsHelp;
import org.outreachsync.export.delivery.Outcome.Retry;
import org.outreachsync.export.delivery.Parcel;
import org.outreachsync.export.exchange.Answer.Reply;
import org.outreachsync.export.exchange.Exchange;
import org.outreachsync.export.exchange.Request;
import org.outreachsync.export.http.Credentials;

/** A parcel is delivered to a server that behaves as the recorded one: what is said of it, and what is there then. */
class Dhis2ChannelIT {

    private static final Group NORTH = Deliveries.form();
    private static final Group SOUTH = group(FarForm.MONTHLY, FarForm.SOUTH, "202604");
    private static final Group CLOSED = group(FarForm.MONTHLY, FarForm.CLOSED, "202604");
    private static final PushLimits PUSHES = new PushLimits(1 << 20, Duration.ofMinutes(30), 10, 2, Duration.ofHours(1));
    private static final DeliveryLimits QUEUED = new DeliveryLimits(
            LIMITS.again(), LIMITS.shortly(), LIMITS.later(), LIMITS.jobPoll(), LIMITS.jobMax(), 2);

    private static Outbound outbound;

    private RecordedDhis2 dhis2;
    private SmallDhis2 far;
    private Dhis2Progress progress = new Dhis2Progress(PUSHES);
    private final JumpingClock clock = new JumpingClock();

    @BeforeAll
    static void open() {
        outbound = new Outbound(Outbound.LIMITS);
    }

    @AfterAll
    static void closeAll() {
        outbound.close();
    }

    @BeforeEach
    void start() throws IOException {
        dhis2 = RecordedDhis2.start();
        far = dhis2.far;
    }

    @AfterEach
    void stop() {
        dhis2.close();
    }

    private Dhis2Channel channel(Exchange exchange, DeliveryLimits limits, boolean atomic, PushLimits pushes) {
        var delivery = new Delivery(exchange, limits, atomic, new SplittableRandom(1));
        return new Dhis2Channel(delivery, progress, pushes, clock, clock);
    }

    private Outcome deliver(Push... forms) {
        return channel(outbound.to(dhis2), LIMITS, true, PUSHES).deliver(parcel(forms));
    }

    /** Attempts until something else than waiting comes out, each with a channel of its own. */
    private Outcome attempt(List<Retry> retries, Push... forms) {
        var outcome = deliver(forms);
        while (outcome instanceof Retry retry) {
            retries.add(retry);
            assertThat(retries).hasSizeLessThan(50);
            clock.jump(retry.after() == null ? Duration.ofMinutes(1) : retry.after());
            outcome = deliver(forms);
        }
        return outcome;
    }

    private static Parcel parcel(Push... forms) {
        var bytes = new ByteArrayOutputStream();
        try {
            DataValueJson.write(List.of(forms), bytes);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return SignedFiles.parcel(SignedFiles.file("MOH_HIV_202604_r1.dhis2.json", bytes.toByteArray()));
    }

    private static Push usual(Group group) {
        return Push.of(figures(group, Cell.of(SYRINGES, MALE, 120), Cell.of(SYRINGES, FEMALE, 80)));
    }

    private List<String> stored() {
        return far.imports.stored.values().stream()
                .map(FarImport.Stored::value)
                .toList();
    }

    private static void needsHelp(Outcome outcome, HelpFrom from, String... words) {
        assertThat(outcome).isInstanceOfSatisfying(NeedsHelp.class, help -> {
            assertThat(help.from()).as(help.reason()).isEqualTo(from);
            assertThat(help.reason()).contains(words).doesNotContain("120").doesNotContain(SmallDhis2.PASSWORD);
        });
    }

    @Test
    void makesTheFormsHoldWhatTheFileSays() {
        assertThat(deliver(usual(NORTH), usual(SOUTH)))
                .isInstanceOfSatisfying(Delivered.class, done -> assertThat(done.receipt())
                        .contains("MOH_HIV_202604_r1.dhis2.json", "SHA-256 ")
                        .contains("org unit " + FarForm.NORTH + ": 2 figures read back at 2026-05-20T06:00:00Z; 2 sent")
                        .contains("org unit " + FarForm.SOUTH + ": 2 figures")
                        .doesNotContain("120"));
        assertThat(stored()).containsExactlyInAnyOrder("120", "80", "120", "80");
    }

    @Test
    void withdrawsWhatIsNotToldAnyMore() {
        deliver(usual(NORTH), usual(SOUTH));
        var kept = figures(NORTH, Cell.of(SYRINGES, MALE, 125));
        var nothing = new Push(SOUTH, null, both());
        assertThat(deliver(withdrawing(kept, new Cell.Key(SYRINGES, FEMALE)), nothing))
                .isInstanceOfSatisfying(Delivered.class, done -> assertThat(done.receipt())
                        .contains("org unit " + FarForm.SOUTH + ": 0 figures", "0 sent, 2 withdrawn"));
        assertThat(stored()).containsExactly("125");
    }

    private static SortedSet<Cell.Key> both() {
        return new TreeSet<>(List.of(new Cell.Key(SYRINGES, MALE), new Cell.Key(SYRINGES, FEMALE)));
    }

    @Test
    void sendsNothingThatIsThere() {
        deliver(usual(NORTH));
        progress = new Dhis2Progress(PUSHES);
        assertThat(deliver(usual(NORTH)))
                .isInstanceOfSatisfying(
                        Delivered.class, done -> assertThat(done.receipt()).contains("0 sent, 0 withdrawn"));
        assertThat(far.pushes()).isEqualTo(1);
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                Arguments.of("a page of something else", page(200)),
                Arguments.of("a proxy in trouble", page(503)),
                Arguments.of("an answer lost after it was stored", cut(false)),
                Arguments.of("an answer lost half-way", cut(true)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void leavesWaitsToWhoeverCallsAgain(String what, RecordedDhis2.Way way) {
        dhis2.ways.addAll(List.of(pass(), way));
        var retries = new ArrayList<Retry>();
        assertThat(attempt(retries, usual(NORTH), usual(SOUTH))).isInstanceOf(Delivered.class);
        assertThat(retries).as(what).hasSize(1);
        assertThat(retries.getFirst().after()).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(36));
        assertThat(retries.getFirst().reason()).contains("0 of 2 forms are done");
        assertThat(far.imports.writes).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void asksOnceMoreWhereSuccessStoredNothing() {
        far.imports.deadlocks = true;
        var retries = new ArrayList<Retry>();
        assertThat(attempt(retries, usual(NORTH))).isInstanceOf(Delivered.class);
        assertThat(retries).hasSize(1);
        assertThat(stored()).containsExactlyInAnyOrder("120", "80");
    }

    @Test
    void tellsThatNothingIsEverStored() {
        dhis2.ways.addAll(List.of(
                pass(), after(() -> far.imports.deadlocks = true), pass(), after(() -> far.imports.deadlocks = true)));
        needsHelp(attempt(new ArrayList<>(), usual(NORTH)), HelpFrom.FAR_SIDE, "0 of 1 forms");
        assertThat(far.pushes()).isEqualTo(2);
    }

    @Test
    void waitsForAQueuedImportThroughARestart() {
        far.jobs.pollsBefore = 1_000;
        dhis2.ways.addAll(List.of(pass(), pass(), pass(), after(() -> {
            far.jobs.runAll();
            far.jobs.restart();
        })));
        var channel = channel(outbound.to(dhis2), QUEUED, true, PUSHES);
        assertThat(channel.deliver(parcel(usual(NORTH)))).isInstanceOf(Delivered.class);
        assertThat(far.pushes()).isEqualTo(1);
        assertThat(clock.pauses()).isPositive();
    }

    @Test
    void goesOnWithAQueuedImportInTheNextAttempt() {
        far.jobs.pollsBefore = 3;
        var brief = new PushLimits(1 << 20, Duration.ofSeconds(5), 10, 2, Duration.ofHours(1));
        var channel = channel(outbound.to(dhis2), QUEUED, true, brief);
        var outcome = channel.deliver(parcel(usual(NORTH)));
        for (int attempts = 0; outcome instanceof Retry && attempts < 10; attempts++) {
            clock.jump(Duration.ofSeconds(10));
            outcome = channel.deliver(parcel(usual(NORTH)));
        }
        assertThat(outcome).isInstanceOf(Delivered.class);
        assertThat(far.pushes()).isEqualTo(1);
    }

    @Test
    void deliversTheOthersBesideAFormThatIsRefused() {
        needsHelp(
                deliver(usual(CLOSED), usual(NORTH)),
                HelpFrom.OWNER,
                "1 of 2 forms are done",
                "Org unit " + FarForm.CLOSED,
                "the org unit is closed in this period, or not yet open (E8031)",
                "who keeps the mapping");
        assertThat(stored()).containsExactlyInAnyOrder("120", "80");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(group(FarForm.MONTHLY, FarForm.ELSEWHERE, "202604"), "E8022", HelpFrom.OWNER),
                Arguments.of(group(FarForm.MONTHLY, FarForm.NORTH, "202701"), "E8030", HelpFrom.FAR_SIDE),
                Arguments.of(group(FarForm.LOCKED, FarForm.NORTH, "202603"), "E8030", HelpFrom.FAR_SIDE),
                Arguments.of(group(FarForm.OTHERS, FarForm.NORTH, "202604"), "E8010", HelpFrom.FAR_SIDE));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void namesWhoCanHelp(Group group, String code, HelpFrom from) {
        needsHelp(deliver(usual(group)), from, code);
        assertThat(far.pushes()).isEqualTo(1);
    }

    @Test
    void isHeldByAnApproval() {
        far.imports.approved.add(List.of(FarForm.MONTHLY, "202604", FarForm.NORTH));
        needsHelp(deliver(usual(NORTH)), HelpFrom.FAR_SIDE, "the period is approved (E8033)", "administrators");
    }

    @Test
    void namesTheCellsThatWereRefused() {
        far.imports.refusedValue = "80"::equals;
        var channel = channel(outbound.to(dhis2), LIMITS, false, PUSHES);
        needsHelp(
                channel.deliver(parcel(usual(NORTH))),
                HelpFrom.OWNER,
                "Refused cells: " + SYRINGES + "." + FEMALE,
                "E8122",
                "1 cells are not as sent");
        assertThat(stored()).containsExactly("120");
    }

    @Test
    void stopsAtTheFirstFormIfItIsNotLetIn() {
        var wrong = outbound.to(dhis2, Credentials.basic(SmallDhis2.USER, "wrong"));
        var forms = parcel(usual(NORTH), usual(SOUTH));
        Outcome outcome = channel(wrong, LIMITS, true, PUSHES).deliver(forms);
        int attempts = 1;
        while (outcome instanceof Retry(var reason, var after)) {
            assertThat(reason).contains("refuses the password");
            clock.jump(after == null ? Duration.ZERO : after);
            outcome = channel(wrong, LIMITS, true, PUSHES).deliver(forms);
            attempts++;
        }
        needsHelp(outcome, HelpFrom.OWNER, "refuses the user, the password or the token");
        assertThat(attempts).isEqualTo(1 + LIMITS.shortly().times());
        assertThat(dhis2.authorizations).hasSize(attempts);
    }

    @Test
    void followsNoRedirect() {
        dhis2.ways.add(answer(new Reply(302, null, "http://localhost:1/login", new byte[0])));
        needsHelp(deliver(usual(NORTH), usual(SOUTH)), HelpFrom.OWNER, "0 of 2 forms", "did not let this server in");
        assertThat(dhis2.authorizations).hasSize(1);
    }

    @Test
    void tellsThatTheFarSideStaysAway() {
        dhis2.ways.addAll(Collections.nCopies(60, page(200)));
        var retries = new ArrayList<Retry>();
        needsHelp(attempt(retries, usual(NORTH)), HelpFrom.FAR_SIDE, "did not answer for so long");
        assertThat(retries).hasSize(LIMITS.later().times());
    }

    @Test
    void sendsNothingOfADamagedFile() {
        var good = parcel(usual(NORTH)).files().getFirst();
        var cut = new ExportFile(good.name(), good.mediaType(), SignedFiles.sha256("x".getBytes()), good.content());
        var channel = channel(outbound.to(dhis2), LIMITS, true, PUSHES);
        needsHelp(channel.deliver(SignedFiles.parcel(cut)), HelpFrom.OWNER, "damaged");
        var other = SignedFiles.file("MOH.dhis2.json", "{\"dataSet\":\"dsMonthly01\"}".getBytes());
        needsHelp(channel.deliver(SignedFiles.parcel(other)), HelpFrom.OWNER, "damaged");
        needsHelp(channel.deliver(SignedFiles.parcel(SignedFiles.file("a.csv", new byte[3]))), HelpFrom.OWNER, "dhis2_json");
        assertThat(far.requests).isEmpty();
    }

    @Test
    void isImportedByHandAsItIsDelivered() throws IOException {
        deliver(withdrawing(figures(NORTH, Cell.of(SYRINGES, MALE, 1), Cell.of(KITS, DEFAULT, 3))), usual(SOUTH));
        var bytes = new ByteArrayOutputStream();
        var kept = figures(NORTH, Cell.of(SYRINGES, MALE, 0));
        DataValueJson.write(List.of(withdrawing(kept, new Cell.Key(KITS, DEFAULT)), usual(SOUTH)), bytes);
        var imported = outbound.to(dhis2)
                .send(Request.post(
                        "/api/dataValueSets", "application/json", DataValueJson.MEDIA_TYPE, bytes.toByteArray()));
        assertThat(Verdicts.of(imported, new Asked(4, false))).isEqualTo(new Verdict.Done(4));
        assertThat(stored()).containsExactlyInAnyOrder("0", "120", "80");
    }
}
