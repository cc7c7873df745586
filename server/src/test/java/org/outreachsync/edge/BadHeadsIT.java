package org.outreachsync.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.outreachsync.app.Backend;
import org.outreachsync.app.Identities;
import org.outreachsync.config.Limits;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.edge.route.BadQueries;
import org.outreachsync.identity.Placement;
import org.outreachsync.identity.Sites;
import org.outreachsync.indicator.Period;
import org.outreachsync.keys.Keyring;
import org.outreachsync.model.ClientCodeFormat;
import org.outreachsync.model.CodeScript;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.rig.FakeTime;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.wire.CodeListReader;

/**
 * Texts that a parser may choke on. Each one is given to every parser of what comes over the network at a length that
 * the port would never let through, and at twice that; what counts is the processor's time, so that a busy machine does
 * not matter.
 */
class BadHeadsIT {

    private static final long NANOS_MAX = 20_000_000;
    private static final int LENGTH = 16_000;
    private static final int RUNS = 4;
    private static final double GROWTH_MAX = 3.2;
    /** What is faster than this cannot be compared with what is twice as long. */
    private static final long GROWTH_FROM_NANOS = 2_000_000;

    private static Map<String, IntFunction<String>> corpus() {
        var corpus = new LinkedHashMap<String, IntFunction<String>>();
        corpus.put("blanks behind a word", length -> "gzip" + " ".repeat(length) + "x");
        corpus.put("blanks and a semicolon", length -> "gzip" + " ".repeat(length) + ";x");
        corpus.put("noughts", length -> "gzip;q=0." + "0".repeat(length) + "x");
        for (var piece : List.of(
                " ",
                "\t",
                ",",
                ";",
                ", ",
                "; ",
                "=",
                "\"",
                "\\",
                "a,",
                "a;",
                "a;q=0,",
                "gzip,",
                "gzip ;",
                "%",
                "%2",
                "%41",
                "+",
                "&",
                "&a=",
                "/",
                "//",
                "/.",
                "/../",
                ".",
                ":",
                "-",
                "_",
                "0",
                "A",
                "a",
                "\"a\",",
                "W/\"a\",",
                "2026-01-01..",
                "2026",
                "Q1",
                "é",
                "\uD83D\uDE00",
                "Ж",
                "Ё",
                "[",
                "]",
                "{",
                "1.2.3.4,",
                "::",
                "ffff:")) {
            corpus.put("many of " + piece, length -> piece.repeat(length / piece.length()));
            corpus.put("many of " + piece + " and another end", length -> piece.repeat(length / piece.length()) + "!");
        }
        return corpus;
    }

    private static Map<String, Consumer<String>> parsers() {
        var parsers = new TreeMap<String, Consumer<String>>();
        parsers.put("Accept-Encoding", text -> AcceptEncoding.takesGzip(HeaderList.items(List.of(text))));
        parsers.put("Authorization", text -> Gate.token(Access.device(), "Bearer " + text));
        parsers.put("X-Forwarded-For", text -> Addresses.ofText(Addresses.fromTheRight(List.of(text, text), 3)));
        parsers.put("address", Addresses::ofText);
        parsers.put(
                "path",
                text -> Route.get("/v1/sites/:site", Access.anyone(), call -> Answer.json(200, Map.of()))
                        .isAt("/" + text));
        parsers.put("period", Period::parse);
        parsers.put("region", text -> Placement.of("2026-01-01", "KG", text, 0, "OTHER"));
        parsers.put("day", text -> Placement.day("on", text));
        parsers.put(
                "client code",
                text -> ClientCodeFormat.of("GYYYYMMFF", CodeScript.CYRILLIC).parse(text));
        parsers.put("list", text -> Parameters.list("sites", text));
        var sites = sites();
        parsers.put("site code", text -> sites.add(text, "Osh"));
        parsers.putAll(BadQueries.parsers());
        return parsers;
    }

    private static Sites sites() {
        var time = new FakeTime();
        var around =
                new Backend(Limits.standard(), new MemoryStore(), Keyring.ephemeral(), time, time, new SecureRandom());
        return Identities.over(around, ServerConfig.from(Map.of()), CodeListReader::published)
                .sites();
    }

    @Test
    void noParserChokes() {
        var slow = new ArrayList<String>();
        var parsers = parsers();
        parsers.forEach((name, parser) -> corpus().forEach((kind, text) -> {
            long nanos = least(parser, text.apply(LENGTH));
            if (nanos > NANOS_MAX) {
                slow.add("%s: %s takes %d µs".formatted(name, kind, nanos / 1_000));
            } else if (nanos > GROWTH_FROM_NANOS && least(parser, text.apply(2 * LENGTH)) > GROWTH_MAX * nanos) {
                slow.add("%s: %s grows faster than its length".formatted(name, kind));
            }
        }));
        assertThat(slow).isEmpty();
    }

    private static long least(Consumer<String> parser, String text) {
        var threads = ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long begun = threads.getCurrentThreadCpuTime();
            try {
                parser.accept(text);
            } catch (RefusedException refused) {
                assertThat(refused.code()).isNotNull();
            }
            least = Math.min(least, threads.getCurrentThreadCpuTime() - begun);
            if (least < GROWTH_FROM_NANOS / 2) {
                break;
            }
        }
        return least;
    }

    /** What Netty, Vert.x and its router do with a head is not ours; it is held to the same time. */
    @Test
    void nothingBehindThePortChokes() throws IOException {
        var open = Route.get(
                "/v1/open/:name", Access.anyone(), call -> Answer.json(200, Map.of("text", "x".repeat(1_000))));
        try (var rig = new EdgeRig(Limits.standard(), 8, open)) {
            var slow = new ArrayList<String>();
            for (var kind : corpus().entrySet()) {
                var text = kind.getValue().apply(4_000).replaceAll("[^\\x20-\\x7E]", "x");
                var path = kind.getValue().apply(1_900).replaceAll("[^\\x21-\\x7E]", "x");
                for (var name : List.of(
                        "Accept-Encoding",
                        "Accept",
                        "Content-Type",
                        "If-None-Match",
                        "Cookie",
                        "X-Forwarded-For",
                        "Connection",
                        "Host",
                        "Expect",
                        "Authorization")) {
                    hold(slow, rig, name + ", " + kind.getKey(), "/v1/open/a", name + ": " + text + "\r\n");
                }
                hold(slow, rig, "path, " + kind.getKey(), "/v1/open/" + path, "");
                hold(slow, rig, "query, " + kind.getKey(), "/v1/open/a?" + path, "");
            }
            assertThat(slow).isEmpty();
        }
    }

    private static void hold(List<String> slow, EdgeRig rig, String what, String path, String header)
            throws IOException {
        long least = Long.MAX_VALUE;
        for (int run = 0; run < RUNS && least > NANOS_MAX; run++) {
            long begun = serverNanos();
            try (var client = new RawHttp(rig.port)) {
                client.write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n");
                assertThat(client.read().status()).as(what).isLessThan(500);
            }
            least = Math.min(least, serverNanos() - begun);
        }
        if (least > NANOS_MAX) {
            slow.add("%s takes %d µs".formatted(what, least / 1_000));
        }
    }

    /** Of the threads that serve: event loops, and the carriers of virtual threads. */
    private static long serverNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (var thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null
                    && (thread.getThreadName().startsWith("vert.x-eventloop")
                            || thread.getThreadName().startsWith("ForkJoinPool"))) {
                nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return nanos;
    }

    @Test
    void refusesTooManyHeadersAndTooLongOnes() throws IOException {
        var http = Limits.standard().http();
        var open = Route.get("/open", Access.anyone(), call -> Answer.json(200, Map.of()));
        try (var rig = new EdgeRig(Limits.standard(), 8, open)) {
            var many = rig.send("GET", "/open", "A: b\r\n".repeat(http.headersMax()), new byte[0]);
            var longOne = rig.send(
                    "GET",
                    "/open",
                    "Accept-Encoding: gzip" + " ".repeat(http.headerLengthMax()) + "x\r\n",
                    new byte[0]);

            assertThat(many.status()).isEqualTo(431);
            assertThat(many.code()).isEqualTo("HEADERS_TOO_LARGE");
            assertThat(many.json().getInteger("headers_max")).isEqualTo(http.headersMax());
            assertThat(longOne.code()).isEqualTo("HEADERS_TOO_LARGE");
            assertThat(longOne.json().getInteger("header_length_max")).isEqualTo(http.headerLengthMax());
            assertThat(rig.send("GET", "/open", "A: b\r\n".repeat(http.headersMax() - 2), new byte[0])
                            .status())
                    .isEqualTo(200);
        }
    }
}
