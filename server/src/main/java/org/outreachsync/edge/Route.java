package org.outreachsync.edge;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One row of the route table.
 *
 * @param method the HTTP method
 * @param path in the syntax of Vert.x Web, with parameters as {@code :name}
 * @param access who may use it
 * @param body the kind of body that it accepts
 * @param query the names of the query parameters that it accepts; all others are refused
 * @param action serves the call, on a worker
 */
public record Route(HttpMethod method, String path, Access access, Body body, Set<String> query, Action action) {

    public Route {
        query = Set.copyOf(query);
    }

    /** The kind of body that a route accepts. */
    public enum Body {
        /** None; a body that arrives anyway is discarded. */
        NONE(""),
        /** A message of the contract. */
        PROTOBUF("application/x-protobuf"),
        /** A JSON object. */
        JSON("application/json"),
        /** A document in YAML, of which JSON is a part. */
        DOCUMENT("application/yaml", "application/json");

        private final String mediaType;
        private final String other;

        Body(String mediaType) {
            this(mediaType, "");
        }

        Body(String mediaType, String other) {
            this.mediaType = mediaType;
            this.other = other;
        }

        /** The usual media type; empty for none. */
        public String mediaType() {
            return mediaType;
        }

        /** The media types, the usual one first; empty for none. */
        public List<String> mediaTypes() {
            return Stream.of(mediaType, other).filter(type -> !type.isEmpty()).toList();
        }
    }

    /** Serves the calls of a route. Runs on a worker thread and may block. */
    @FunctionalInterface
    public interface Action {

        /**
         * Serves a call.
         *
         * @throws org.outreachsync.refusal.RefusedException if the call is refused
         */
        Answer on(Call call);
    }

    /** Whether a path, without query, matches this route. As in Vert.x Web, a trailing slash does not matter. */
    boolean isAt(String asked) {
        var segments = asked.split("/", 0);
        var own = path.split("/", 0);
        return segments.length == own.length
                && IntStream.range(0, own.length)
                        .allMatch(at -> own[at].startsWith(":") || own[at].equals(segments[at]));
    }

    /** The same route with these query parameters. */
    public Route taking(String... parameters) {
        return new Route(method, path, access, body, Set.of(parameters), action);
    }

    /** A GET route without a body. */
    public static Route get(String path, Access access, Action action) {
        return new Route(HttpMethod.GET, path, access, Body.NONE, Set.of(), action);
    }

    /** A POST route with a body of this kind. */
    public static Route post(String path, Access access, Body body, Action action) {
        return new Route(HttpMethod.POST, path, access, body, Set.of(), action);
    }
}
