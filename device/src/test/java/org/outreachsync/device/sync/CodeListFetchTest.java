package org.outreachsync.device.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.device.Shift.SITE;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.device.Bench;
import org.outreachsync.device.FakeClock;
import org.outreachsync.device.Proving;
import org.outreachsync.device.Shift;
import org.outreachsync.device.Strangers;
import org.outreachsync.device.Tablet;
import org.outreachsync.device.capture.CaptureRefusedException;
import org.outreachsync.device.journal.JournalException;
import org.outreachsync.device.journal.JournalFile;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.device.journal.Seal;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.model.codes.Code;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.OwnCode;
import org.outreachsync.wire.v1.OwnCodes;
import org.outreachsync.wire.v1.SyncResponse;

/** A programme's own codes reach a tablet completely or not at all, and are kept. */
class CodeListFetchTest {

    private static final int TORCH = Code.OWN_ID_MIN;

    private final FakeClock clock = new FakeClock();
    private MemoryJournalFile file = new MemoryJournalFile();
    private Tablet tablet;
    private OwnCodes served = codes(1);
    private Function<Transport.Answer, Transport.@Nullable Answer> way = answer -> answer;
    private Runnable asked = () -> {};

    private static OwnCodes codes(int version, OwnCode... more) {
        var torch = OwnCode.newBuilder()
                .setList("commodity")
                .setId(TORCH)
                .setCode("OWN_TORCH")
                .setValidFrom(Shift.DAY - 60)
                .putLabels("ru", "Фонарь")
                .putWords("unit", "piece");
        return OwnCodes.newBuilder()
                .setVersion(version)
                .addCodes(torch)
                .addAllCodes(List.of(more))
                .build();
    }

    @BeforeEach
    void enrol() throws Exception {
        tablet = open(file);
        var office = new Bench().server;
        tablet.enrolment(office, Bench.KEYS).enrol("1234-5678", "test", "1.0");
    }

    private Tablet open(JournalFile from) {
        return Tablet.open(from, Seal.NONE, Shift.PROGRAMME, clock);
    }

    private final Transport server = new Transport() {
        @Override
        public Answer post(String path, Map<String, String> headers, byte[] body) {
            SyncResponse answer =
                    Bench.nothing().setOwnCodesVersion(served.getVersion()).build();
            return Proving.proven(headers, new Answer(200, Map.of(), answer.toByteArray()));
        }

        @Override
        public Answer get(String path, Map<String, String> headers) throws IOException {
            assertThat(path).isEqualTo("/v1/code-lists");
            assertThat(headers.get("Accept")).startsWith("application/x-protobuf");
            assertThat(headers).doesNotContainKey("Content-Type");
            asked.run();
            var answer = way.apply(Proving.proven(headers, new Answer(200, Map.of(), served.toByteArray())));
            if (answer == null) {
                throw new IOException("connection reset");
            }
            return answer;
        }
    };

    private SyncReport sync() {
        return tablet.engine(server, new Random(1), SyncListener.NONE, SyncSettings.of("1.0"))
                .sync();
    }

    private void giveTorch() {
        var line = ExchangeLine.newBuilder().setCommodity(TORCH).setDistributed(1);
        tablet.create(
                SITE,
                Shift.envelope(),
                NeedleExchange.newBuilder()
                        .setSex(1)
                        .setAgeBand(5)
                        .setMode(1)
                        .addLines(line)
                        .build());
    }

    private String label() {
        return tablet.codes().get("commodity").label(TORCH, "ru");
    }

    @Test
    void areThereAfterACrashAndACompaction() {
        assertThat(label()).as("a number where there is no label").isEqualTo("8192");
        assertThatThrownBy(this::giveTorch).isInstanceOf(CaptureRefusedException.class);
        assertThat(sync().isComplete()).isTrue();

        tablet = open(file.crash(0));
        assertThat(label()).isEqualTo("Фонарь");
        tablet.store().compact();
        giveTorch();
        assertThat(tablet.unsentOps()).isEqualTo(1);
    }

    @Test
    void aCrashAtEveryByteOfTheWriteLeavesThemWholeOrNotAtAll() {
        int whole = 0;
        for (int kept = 0; whole == 0; kept++) {
            assertThat(kept).as("bytes of one entry").isLessThan(1_000);
            var copy = new MemoryJournalFile(file.content());
            tablet = open(copy);
            asked = () -> copy.failForcesAndCuts(4);
            assertThatThrownBy(this::sync).isInstanceOf(JournalException.class);

            tablet = open(copy.crash(kept));
            int version = tablet.codes().own().version();
            assertThat(label()).isEqualTo(version == 1 ? "Фонарь" : "8192");
            whole += version;
            asked = () -> {};
            assertThat(sync().isComplete()).isTrue();
            assertThat(label()).isEqualTo("Фонарь");
        }
    }

    @ParameterizedTest
    @MethodSource("org.outreachsync.device.Strangers#names")
    void nobodyElseGivesThem(String stranger) {
        way = answer -> Strangers.named(stranger).apply(answer);

        assertThat(sync().isComplete()).as("records sync all the same").isTrue();
        assertThat(tablet.codes().own().version()).isZero();

        way = answer -> answer;
        sync();
        assertThat(tablet.codes().own().version()).isEqualTo(1);
    }

    @Test
    void aLineThatBreaksCostsNothingButTheCodes() {
        way = answer -> null;

        assertThat(sync().isComplete()).isTrue();

        assertThat(tablet.codes().own().version()).isZero();
    }

    @Test
    void olderOnesAreNotTaken() {
        served = codes(3);
        sync();
        served = OwnCodes.newBuilder().setVersion(2).build();
        sync();
        assertThat(label()).isEqualTo("Фонарь");

        served = OwnCodes.newBuilder().setVersion(2).build();
        var lying = Bench.nothing().setOwnCodesVersion(4).build();
        Transport two = new Transport() {
            @Override
            public Answer post(String path, Map<String, String> headers, byte[] body) {
                return Proving.proven(headers, new Answer(200, Map.of(), lying.toByteArray()));
            }

            @Override
            public Answer get(String path, Map<String, String> headers) throws IOException {
                return server.get(path, headers);
            }
        };
        tablet.engine(two, new Random(1), SyncListener.NONE, SyncSettings.of("1.0"))
                .sync();
        assertThat(label()).as("another server of several answered").isEqualTo("Фонарь");
    }

    @Test
    void anOlderAppTakesWhatItUnderstandsOfANewerServer() {
        served = codes(
                1,
                OwnCode.newBuilder()
                        .setList("a_list_of_tomorrow")
                        .setId(TORCH)
                        .setCode("OWN_A")
                        .build(),
                OwnCode.newBuilder()
                        .setList("sex")
                        .setId(TORCH)
                        .setCode("OWN_SEX")
                        .build(),
                OwnCode.newBuilder()
                        .setList("commodity")
                        .setId(40_000)
                        .setCode("OWN_B")
                        .build(),
                OwnCode.newBuilder()
                        .setList("commodity")
                        .setId(2)
                        .setCode("OWN_C")
                        .build(),
                OwnCode.newBuilder()
                        .setList("commodity")
                        .setId(TORCH + 1)
                        .setCode("SYR_1")
                        .build(),
                OwnCode.newBuilder()
                        .setList("commodity")
                        .setId(TORCH + 2)
                        .setCode("OWN_D")
                        .putLabels("de", "Lampe")
                        .putLabels("en", "Lamp")
                        .build());

        sync();

        assertThat(tablet.codes().names()).doesNotContain("a_list_of_tomorrow");
        assertThat(tablet.codes().get("sex").isKnown(TORCH)).isFalse();
        assertThat(tablet.codes().get("commodity").all())
                .filteredOn(Code::isOwn)
                .extracting(Code::code)
                .containsExactly("OWN_TORCH", "OWN_D");
        assertThat(tablet.codes().get("commodity").label(2, "en")).isEqualTo("Syringe 1 ml with needle");
        assertThat(tablet.codes().get("commodity").label(TORCH + 2, "ru")).isEqualTo("Lamp");
    }

    @Test
    void goWithAWipe() {
        sync();
        tablet.store().wipe("command", SITE);
        assertThat(tablet.codes().own().version()).isZero();
        assertThat(open(file.reopened()).codes().own().version()).isZero();
    }
}
