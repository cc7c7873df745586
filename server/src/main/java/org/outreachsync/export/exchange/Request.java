package org.outreachsync.export.exchange;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request, without address and credentials.
 *
 * @param method what to do
 * @param target path and query, percent-encoded, beginning with a slash; relative to the address of the recipient
 * @param accept the media type that the answer should have
 * @param contentType the media type of the body, or null without a body
 * @param body the body; empty without one. The array belongs to the request
 */
public record Request(
        Method method,
        String target,
        String accept,
        @Nullable String contentType,
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

    public Request {
        if (!target.startsWith("/") || !target.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException("a target is a percent-encoded path that begins with a slash");
        }
        if ((contentType == null) != (body.length == 0)) {
            throw new IllegalArgumentException("a body needs a media type, and a media type a body");
        }
    }

    /** Reads something. */
    public static Request get(String target, String accept) {
        return new Request(Method.GET, target, accept, null, NOTHING);
    }

    /** Writes something. */
    public static Request post(String target, String accept, String contentType, byte[] body) {
        return new Request(Method.POST, target, accept, contentType, body);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Request that
                && method == that.method
                && target.equals(that.target)
                && accept.equals(that.accept)
                && Objects.equals(contentType, that.contentType)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hash(method, target, accept, contentType) + Arrays.hashCode(body);
    }

    /** The method and the path. The query may hold a signature, and the body figures: neither is shown. */
    @Override
    public String toString() {
        int query = target.indexOf('?');
        return method + " " + (query < 0 ? target : target.substring(0, query));
    }
}
