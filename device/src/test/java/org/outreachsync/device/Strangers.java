package org.outreachsync.device;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.outreachsync.device.transport.Transport.Answer;
import org.outreachsync.wire.BodyProof;

/** What captive portals, proxies and caches turn an answer of the server into. */
public final class Strangers {

    private static final byte[] PAGE =
            "<html><body>Welcome! Please sign in.</body></html>".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> HTML = Map.of("Content-Type", "text/html", "Retry-After", "3600");
    private static final String PAGES = "a page, ";
    private static final String[] CODES = {
        "TOKEN", "DEVICE_REVOKED", "SCOPE_DENIED", "EPOCH_STALE", "CURSOR_EXPIRED", "TOO_LARGE", "UPGRADE", "BUSY"
    };
    private static final int[] STATUSES = {401, 403, 403, 409, 410, 413, 426, 503};

    private Strangers() {}

    /** All of them, by name. None of them returns the original answer. */
    public static Map<String, UnaryOperator<Answer>> all() {
        var all = new LinkedHashMap<String, UnaryOperator<Answer>>();
        all.put("nothing at all", answer -> new Answer(200, Map.of(), new byte[0]));
        all.put("an empty message", answer -> new Answer(200, type("application/x-protobuf"), new byte[0]));
        all.put("an empty body with the server's headers", answer -> with(answer, new byte[0]));
        all.put(
                "gzip of nothing",
                answer -> new Answer(200, and(headers(answer), "Content-Encoding", "gzip"), new byte[0]));
        all.put("half", answer -> with(answer, Arrays.copyOf(answer.body(), answer.body().length / 2)));
        all.put("all but a byte", answer -> with(answer, Arrays.copyOf(answer.body(), answer.body().length - 1)));
        all.put("twice", answer -> with(answer, doubled(answer.body())));
        all.put(
                "without the proof",
                answer -> new Answer(answer.status(), without(answer, BodyProof.PROOF_HEADER), answer.body()));
        all.put(
                "without the media type",
                answer -> new Answer(answer.status(), without(answer, "Content-Type"), answer.body()));
        all.put(
                "with another media type",
                answer ->
                        new Answer(answer.status(), and(headers(answer), "Content-Type", "text/html"), answer.body()));
        all.put(
                "with another status",
                answer -> new Answer(answer.status() == 200 ? 203 : 200, headers(answer), answer.body()));
        all.put(
                "a redirect",
                answer -> new Answer(302, Map.of("Location", "https://portal.example.org/"), new byte[0]));
        IntStream.rangeClosed(200, 599)
                .forEach(status -> all.put(page(status), answer -> new Answer(status, HTML, PAGE)));
        for (int at = 0; at < CODES.length; at++) {
            int status = STATUSES[at];
            var problem = "{\"status\":" + status + ",\"code\":\"" + CODES[at]
                    + "\",\"wipe\":true,\"expected_batch_no\":9,\"acked_op\":90}";
            all.put(
                    "a problem of another server, " + CODES[at],
                    answer -> new Answer(
                            status,
                            and(type("application/problem+json"), "Retry-After", "3600"),
                            problem.getBytes(StandardCharsets.UTF_8)));
        }
        return all;
    }

    /**
     * Their names, for a parameterized test, including pages with the statuses that are usual for portals and proxies.
     */
    public static Stream<String> names() {
        var liked = IntStream.of(200, 204, 302, 304, 401, 403, 404, 410, 413, 429, 503, 511)
                .mapToObj(Strangers::page)
                .toList();
        return all().keySet().stream().filter(name -> !name.startsWith(PAGES) || liked.contains(name));
    }

    /** The one of this name. */
    public static UnaryOperator<Answer> named(String name) {
        return Objects.requireNonNull(all().get(name), name);
    }

    /** The name of a page of this status, 200 to 599. */
    public static String page(int status) {
        return PAGES + status;
    }

    private static Answer with(Answer answer, byte[] body) {
        return new Answer(answer.status(), headers(answer), body);
    }

    private static Map<String, String> headers(Answer answer) {
        var headers = new HashMap<String, String>();
        for (var name : new String[] {"Content-Type", "Content-Encoding", BodyProof.PROOF_HEADER}) {
            var value = answer.header(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    private static Map<String, String> without(Answer answer, String name) {
        var headers = headers(answer);
        headers.remove(name);
        return headers;
    }

    private static Map<String, String> type(String mediaType) {
        return Map.of("Content-Type", mediaType);
    }

    private static Map<String, String> and(Map<String, String> headers, String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return more;
    }

    private static byte[] doubled(byte[] body) {
        var twice = Arrays.copyOf(body, 2 * body.length);
        System.arraycopy(body, 0, twice, body.length, body.length);
        return twice;
    }
}
