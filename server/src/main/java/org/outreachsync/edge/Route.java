package org.outreachsync.edge;

import io.vertx.core.http.HttpMethod;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One row of the table of routes.
 *
 * @param method of HTTP
 * @param path as Vert.x Web writes it, parameters as {@code :name}
 * @param access who may use it
 * @param body what it takes
 * @param query names of the parameters of the query that it takes; all others are refused
 * @param action what it does, on a worker
 */
public record Route(HttpMethod method, String path, Access access, Body body, Set<String> query, Action action) {

    public Route {
        query = Set.copyOf(query);
    }

    /** What a route takes. */
    public enum Body {
        /** Nothing; a body that comes anyway is thrown away. */
        NONE(""),
        /** A message of the contract. */
        PROTOBUF("application/x-protobuf"),
        /** A JSON object. */
        JSON("application/json");

        private final String mediaType;

        Body(String mediaType) {
            this.mediaType = mediaType;
        }

        /** The media type, or nothing. */
        public String mediaType() {
            return mediaType;
        }
    }

    /** What a route does. It runs on a worker thread and may block. */
    @FunctionalInterface
    public interface Action {

        /**
         * Serves a call.
         *
         * @throws org.outreachsync.refusal.RefusedException when it cannot be served
         */
        Answer on(Call call);
    }

    /**
     * Whether a path, without its query, is one of this route's. As in Vert.x Web, a slash at its end does not matter.
     */
    boolean isAt(String asked) {
        var segments = asked.split("/", 0);
        var own = path.split("/", 0);
        return segments.length == own.length
                && IntStream.range(0, own.length)
                        .allMatch(at -> own[at].startsWith(":") || own[at].equals(segments[at]));
    }

    /** The same with these parameters of the query. */
    public Route taking(String... parameters) {
        return new Route(method, path, access, body, Set.of(parameters), action);
    }

    /** A route that takes no body. */
    public static Route get(String path, Access access, Action action) {
        return new Route(HttpMethod.GET, path, access, Body.NONE, Set.of(), action);
    }

    /** A route that takes a body of this kind. */
    public static Route post(String path, Access access, Body body, Action action) {
        return new Route(HttpMethod.POST, path, access, body, Set.of(), action);
    }
}
