package org.outreachsync.edge;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.outreachsync.failure.Frames;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns every failure into a problem document (RFC 9457) with a stable code. This is the only place that maps codes to
 * HTTP statuses.
 */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String TYPE = "urn:outreach-sync:problem:";
    private static final int INCIDENT_BYTES = 8;

    private final RandomGenerator random;
    private final Duration retryAfterMax;

    /**
     * Problems of one server.
     *
     * @param random for incident ids and Retry-After
     * @param retryAfterMax the longest Retry-After
     */
    public Problems(RandomGenerator random, Duration retryAfterMax) {
        this.random = random;
        this.retryAfterMax = retryAfterMax;
    }

    /** The HTTP status of a refusal. */
    public static int status(Code code) {
        return switch (code) {
            case MALFORMED, PARAMETER, DOCUMENT -> 400;
            case TOKEN, ONE_TIME_CODE -> 401;
            case DEVICE_REVOKED, DEVICE_SUSPENDED, SCOPE_DENIED, ROLE_DENIED -> 403;
            case NOT_FOUND -> 404;
            case METHOD -> 405;
            case TIMEOUT -> 408;
            case BATCH_ID_REUSED,
                    OUT_OF_ORDER,
                    EPOCH_STALE,
                    LAST_ADMIN,
                    VERSION_CONFLICT,
                    PERIOD_OPEN,
                    CREDENTIAL_MISSING,
                    EXPORT_STATE,
                    STILL_REFUSED,
                    FILES_DIFFER -> 409;
            case CURSOR_EXPIRED -> 410;
            case TOO_LARGE -> 413;
            case LINE_TOO_LONG -> 414;
            case MEDIA_TYPE -> 415;
            case UPGRADE -> 426;
            case TOO_MANY -> 429;
            case HEADERS_TOO_LARGE -> 431;
            case INTERNAL -> 500;
            case BUSY -> 503;
        };
    }

    /**
     * The problem document for an exception. Only unexpected ones are logged, and never their message, because it may
     * contain content.
     */
    public Answer of(Throwable thrown) {
        return switch (thrown) {
            case RefusedException refused -> of(refused);
            case StoreUnavailableException unavailable -> {
                LOG.atWarn().addKeyValue(Frames.KEY, Frames.of(unavailable)).log("the store does not answer");
                yield of(busy());
            }
            default -> surprise(thrown);
        };
    }

    /** The refusal of a server without free capacity. */
    public static RefusedException busy() {
        return new RefusedException(
                Code.BUSY, "The server is busy. Keep what was not acknowledged and try again later.");
    }

    /** The refusal of a body that arrives too slowly, or not within the time of a request. */
    static RefusedException tooSlow() {
        return new RefusedException(Code.TIMEOUT, "The body arrived too slowly. Send a smaller one.");
    }

    /**
     * The path exists, but does not support this method.
     *
     * @param allowed the methods that the path supports
     */
    Answer method(Collection<String> allowed) {
        return document(
                Code.METHOD,
                "This path does not support this method.",
                Map.of(),
                Map.of("Allow", String.join(", ", allowed)));
    }

    /**
     * The headers are too many, or one of them is too long.
     *
     * @param limit the limit that they exceed, by its name
     */
    Answer headers(Map<String, Object> limit) {
        return document(Code.HEADERS_TOO_LARGE, "The headers are too many or too long.", limit, Map.of());
    }

    /** The head of a request cannot be parsed. */
    static Answer head(Throwable broken) {
        return switch (broken) {
            case TooLongHttpLineException line ->
                document(Code.LINE_TOO_LONG, "The path with its query is too long.", Map.of(), Map.of());
            case TooLongHttpHeaderException headers ->
                document(Code.HEADERS_TOO_LARGE, "The headers are too large.", Map.of(), Map.of());
            case InputWatch.OtherVersionException version ->
                document(Code.MALFORMED, "Use HTTP/1.1 or HTTP/1.0.", Map.of(), Map.of());
            default -> document(Code.MALFORMED, "The first line or a header is not HTTP.", Map.of(), Map.of());
        };
    }

    private Answer of(RefusedException refused) {
        var headers = new LinkedHashMap<String, String>();
        var code = refused.code();
        if (code == Code.BUSY || code == Code.TOO_MANY) {
            headers.put("Retry-After", Long.toString(1 + random.nextLong(Math.max(1, retryAfterMax.toSeconds()))));
        }
        if (code == Code.TOKEN) {
            headers.put("WWW-Authenticate", "Bearer");
        }
        if (code == Code.UPGRADE) {
            headers.put("Upgrade", "outreach-sync");
        }
        var message = refused.getMessage();
        return document(code, message == null ? "" : message, refused.details(), headers);
    }

    private Answer surprise(Throwable thrown) {
        var bytes = new byte[INCIDENT_BYTES];
        random.nextBytes(bytes);
        var incident = HexFormat.of().formatHex(bytes);
        LOG.atError()
                .addKeyValue("incident", incident)
                .addKeyValue(Frames.KEY, Frames.of(thrown))
                .log("a request failed with an internal error");
        return document(
                Code.INTERNAL,
                "The server failed. Keep what was not acknowledged, try again later, and report the incident.",
                Map.of("incident", incident),
                Map.of());
    }

    private static Answer document(Code code, String detail, Map<String, Object> details, Map<String, String> headers) {
        int status = status(code);
        var document = new JsonObject()
                .put("type", TYPE + code.name().toLowerCase(Locale.ROOT))
                .put("title", title(status))
                .put("status", status)
                .put("detail", detail)
                .put("code", code.name());
        details.forEach((name, value) -> {
            if (!document.containsKey(name)) {
                document.put(name, value);
            }
        });
        return new Answer(
                status, "application/problem+json", document.toBuffer().getBytes(), headers);
    }

    private static String title(int status) {
        return HttpResponseStatus.valueOf(status).reasonPhrase();
    }
}
