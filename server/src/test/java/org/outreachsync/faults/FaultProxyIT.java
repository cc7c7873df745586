package org.outreachsync.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.device.sync.SyncReason;
import org.outreachsync.device.sync.SyncReport;
import org.outreachsync.device.transport.HttpTransport;

/**
 * The device library with its own HTTP and a whole server, with a proxy in between that changes what goes over the
 * socket.
 */
class FaultProxyIT {

    /** How often a tablet may be asked to wait. */
    private static final int BUSY_MAX = 100;

    private FaultBench bench;
    private FaultProxy proxy;
    private String site;
    private FieldTablet tablet;
    private FieldTablet auditor;
    private final Shown captured = new Shown();

    @BeforeEach
    void start() throws IOException {
        bench = new FaultBench(1);
        proxy = new FaultProxy(bench.server.port());
        site = bench.newSite();
        tablet = new FieldTablet(bench, site, new HttpTransport(proxy.address()));
        auditor = new FieldTablet(bench, site, bench.network());
        assertThat(auditor.enrol(bench.code(site))).isTrue();
        assertThat(tablet.enrol(bench.code(site))).isTrue();
        for (int minutes = 1; minutes <= 3; minutes++) {
            tablet.contact(minutes);
            captured.contact(minutes, 5);
        }
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        bench.close();
    }

    private void assertNothingChanges(String as) {
        bench.time.pass(Duration.ofSeconds(30));
        var report = tablet.sync();
        assertThat(report.isComplete()).as(as).isFalse();
        assertThat(report.reason()).as(as).isIn(SyncReason.SERVER_ERROR, SyncReason.NETWORK);
        assertThat(report.opsRemaining()).as(as).isEqualTo(3);
    }

    private void assertAllArrivesOnce() {
        proxy.behave();
        syncToTheEnd();
        assertThat(auditor.sync().isComplete()).isTrue();
        assertThat(auditor.shown()).hasToString(captured.toString());
        assertThat(tablet.shown()).hasToString(captured.toString());
        assertThat(tablet.stateHash()).isEqualTo(auditor.stateHash());
        assertThat(tablet.library().attentions()).isEmpty();
    }

    /** The server may still be closing connections that were cut; until then, it may ask the tablet to wait. */
    private void syncToTheEnd() {
        SyncReport report;
        int tries = 0;
        do {
            bench.time.pass(Duration.ofMinutes(1));
            report = tablet.sync();
        } while (report.reason() == SyncReason.BUSY && ++tries < BUSY_MAX);
        assertThat(report.isComplete())
                .as("%s after %d tries: %s", report.reason(), tries, report)
                .isTrue();
    }

    private static byte[] cut(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, Math.min(length, bytes.length));
    }

    private static byte[] http(int status, String headers, String body) {
        return ("HTTP/1.1 " + status + " Said\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n"
                        + headers + "\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void anAnswerThatIsCutAtAnyByteIsNone() {
        var whole = new AtomicReference<>(new byte[1]);
        for (int length = 0; length < whole.get().length; length++) {
            int bytes = length;
            proxy.changeAnswers(answer -> {
                whole.set(answer);
                return cut(answer, bytes);
            });
            assertNothingChanges("cut after " + length + " bytes");
        }
        assertAllArrivesOnce();
    }

    @Test
    void aRequestThatIsCutAtAnyByteIsNotHalfTaken() {
        var whole = new AtomicReference<>(new byte[1]);
        for (int length = 0; length < whole.get().length; length++) {
            int bytes = length;
            proxy.changeRequests(request -> {
                whole.set(request);
                return cut(request, bytes);
            });
            assertNothingChanges("cut after " + length + " bytes");
        }
        assertAllArrivesOnce();
    }

    @Test
    void aPageOfAnyStatusIsNoAnswer() {
        for (int status = 200; status <= 599; status++) {
            int said = status;
            proxy.changeAnswers(
                    answer -> http(said, "Content-Type: text/html\r\nRetry-After: 3600\r\n", "<html>Welcome!"));
            assertNothingChanges("a page of " + status);
        }
        assertAllArrivesOnce();
    }

    @Test
    void whatElseProxiesMakeOfAnAnswerIsNone() {
        var changes = new TreeMap<String, UnaryOperator<byte[]>>(Map.of(
                "nothing", answer -> new byte[0],
                "an empty message", answer -> http(200, "Content-Type: application/x-protobuf\r\n", ""),
                "gzip of nothing",
                        answer -> http(200, "Content-Type: application/x-protobuf\r\nContent-Encoding: gzip\r\n", ""),
                "a redirect", answer -> http(302, "Location: https://portal.example.org/\r\n", ""),
                "a longer length", answer -> replaced(answer, "(?i)content-length: ", "Content-Length: 9"),
                "no proof", answer -> replaced(answer, "(?i)outreach-proof: [^\r]*\r\n", ""),
                "another status", answer -> replaced(answer, "200 OK", "203 OK"),
                "no head", answer -> cut(new byte[100], 100)));
        changes.forEach((name, change) -> {
            proxy.changeAnswers(change);
            assertNothingChanges(name);
        });
        assertAllArrivesOnce();
    }

    private static byte[] replaced(byte[] message, String pattern, String by) {
        return new String(message, StandardCharsets.ISO_8859_1)
                .replaceFirst(pattern, by)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void anAnswerFromBeforeIsNone() {
        var first = new AtomicReference<>(new byte[0]);
        proxy.changeAnswers(answer -> {
            first.updateAndGet(held -> held.length == 0 ? answer : held);
            return new byte[0];
        });
        assertNothingChanges("the first answer is lost");
        proxy.changeAnswers(answer -> first.get());
        assertNothingChanges("the first answer comes for the second request");
        assertAllArrivesOnce();
    }

    @Test
    void anAnswerThatComesTwiceCountsOnceAtMost() {
        proxy.changeAnswers(Passing::twice);
        tablet.sync();
        assertAllArrivesOnce();
    }

    @Test
    void anAnswerWhoseLengthIsTooShortIsWholeOrNone() {
        proxy.changeAnswers(answer -> replaced(answer, "(?i)content-length: \\d+", "Content-Length: 9"));
        tablet.sync();
        assertAllArrivesOnce();
    }

    @Test
    void aRefusalThatAProxyBroughtAboutIsNotTheServers() {
        proxy.changeRequests(request -> replaced(request, "(?i)authorization: [^\r]*\r\n", ""));
        assertNothingChanges("without the token");
        proxy.changeRequests(request -> replaced(request, "(?i)outreach-request: [^\r]*\r\n", ""));
        assertNothingChanges("without the name");
        assertAllArrivesOnce();
    }

    @Test
    void aTokenThatTheServerDoesNotKnowIsToldByTheServer() {
        assertThat(tablet.sync().isComplete()).isTrue();
        var second = new FieldTablet(bench, site, new HttpTransport(proxy.address()));
        assertThat(second.enrol(bench.code(site))).isTrue();
        second.library().store().update((state, draft) -> {
            draft.device(state.device().toBuilder().setToken("A".repeat(43)).build());
            return true;
        });

        assertThat(second.sync().reason()).isEqualTo(SyncReason.TOKEN_REFUSED);
    }
}
