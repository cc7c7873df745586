package org.outreachsync.device.transport;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Carries one request to the server and its answer back. Blocking; one request at a time. */
@FunctionalInterface
public interface Transport {

    /**
     * Posts a body.
     *
     * @param path such as {@code /v1/sync}
     * @param headers sent as they are
     * @param body sent as it is, compressed already when the headers say so
     * @return the answer, whatever its status
     * @throws IOException when no complete answer arrived; the server may have received the request nevertheless
     */
    Answer post(String path, Map<String, String> headers, byte[] body) throws IOException;

    /**
     * Sends a GET request. A transport without it only keeps a tablet from getting the programme's own codes.
     *
     * @param path such as {@code /v1/code-lists}
     * @param headers sent as they are
     * @return the answer, whatever its status
     * @throws IOException when no complete answer arrived
     */
    default Answer get(String path, Map<String, String> headers) throws IOException {
        throw new IOException("this transport does not ask for " + path);
    }

    /** An answer. */
    final class Answer {

        private final int status;
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final byte[] body;

        /**
         * An answer as it was received.
         *
         * @param status the HTTP status
         * @param headers by name; case does not matter
         * @param body still compressed when the headers say so
         */
        public Answer(int status, Map<String, String> headers, byte[] body) {
            this.status = status;
            this.headers.putAll(headers);
            this.body = body;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** The body, still compressed when the headers say so. */
        public byte[] body() {
            return body;
        }

        /** The header of this name, whatever its case, or null. */
        public @Nullable String header(String name) {
            return headers.get(name);
        }
    }
}
