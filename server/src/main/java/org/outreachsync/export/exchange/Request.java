package org.outreachsync.export.exchange;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request, without address and credentials.
 *
 * @param method what to do
 * @param target path and query, percent-encoded, beginning with a slash; relative to the address of the recipient
 * @param accept the media type that the answer should have
 * @param contentType the media type of the body, or null without a body
 * @param headers further headers, by name in lower case
 * @param body the body; empty without one. The array belongs to the request
 */
public record Request(
        Method method,
        String target,
        String accept,
        @Nullable String contentType,
        Map<String, String> headers,
        byte[] body) {

    /** What a request does. */
    public enum Method {
        /** Reads. */
        GET,
        /** Writes. */
        POST,
        /** Stores a file. */
        PUT
    }

    private static final byte[] NOTHING = {};
    private static final Set<String> SET_OTHERWISE = Set.of(
            "host",
            "authorization",
            "accept",
            "content-type",
            "content-length",
            "transfer-encoding",
            "connection",
            "expect",
            "user-agent");

    public Request {
        if (!target.startsWith("/") || !target.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException("a target is a percent-encoded path that begins with a slash");
        }
        if ((contentType == null) != (body.length == 0)) {
            throw new IllegalArgumentException("a body needs a media type, and a media type a body");
        }
        headers = Map.copyOf(headers);
        if (!headers.keySet().stream().allMatch(Request::isExtra)
                || !headers.values().stream().allMatch(value -> value.chars().allMatch(c -> c >= ' ' && c < 0x7F))) {
            throw new IllegalArgumentException("a header has a name of its own, in lower case, and visible ASCII");
        }
    }

    /** Without further headers. */
    public Request(Method method, String target, String accept, @Nullable String contentType, byte[] body) {
        this(method, target, accept, contentType, Map.of(), body);
    }

    /** Whether a header is not set otherwise. */
    private static boolean isExtra(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')
                && !SET_OTHERWISE.contains(name);
    }

    /** Reads something. */
    public static Request get(String target, String accept) {
        return new Request(Method.GET, target, accept, null, NOTHING);
    }

    /** Writes something. */
    public static Request post(String target, String accept, String contentType, byte[] body) {
        return new Request(Method.POST, target, accept, contentType, body);
    }

    /** Stores a file, which may be empty. */
    public static Request put(String target, String contentType, Map<String, String> headers, byte[] body) {
        return new Request(Method.PUT, target, "*/*", body.length == 0 ? null : contentType, headers, body);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Request that
                && method == that.method
                && target.equals(that.target)
                && accept.equals(that.accept)
                && Objects.equals(contentType, that.contentType)
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hash(method, target, accept, contentType, headers) + Arrays.hashCode(body);
    }

    /** The method and the path. The query may hold a signature, and the body figures: neither is shown. */
    @Override
    public String toString() {
        int query = target.indexOf('?');
        return method + " " + (query < 0 ? target : target.substring(0, query));
    }
}
