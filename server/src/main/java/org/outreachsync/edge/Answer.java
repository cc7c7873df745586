package org.outreachsync.edge;

import com.google.protobuf.MessageLite;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a route answers.
 *
 * @param status of HTTP
 * @param mediaType of the body
 * @param body not compressed; empty if there is a file
 * @param headers besides those that every answer has; they win over those
 * @param file sent as the body, piece by piece; null for the body above
 */
public record Answer(
        int status,
        String mediaType,
        byte[] body,
        Map<String, String> headers,
        @Nullable Source file) {

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** An answer that is there whole. */
    public Answer(int status, String mediaType, byte[] body, Map<String, String> headers) {
        this(status, mediaType, body, headers, null);
    }

    /** The bytes of a file. */
    public interface Source {

        /** How many there are. */
        long size();

        /**
         * Opens them for reading from the start. May block.
         *
         * @throws IOException if they cannot be read
         */
        InputStream open() throws IOException;
    }

    /** A file, which is not compressed. */
    public static Answer file(String mediaType, Source file, Map<String, String> headers) {
        return new Answer(200, mediaType, new byte[0], headers, file);
    }

    /** A JSON object. */
    public static Answer json(int status, Map<String, Object> members) {
        return new Answer(
                status, "application/json", new JsonObject(members).toBuffer().getBytes(), Map.of());
    }

    /** A JSON object that is written already. */
    public static Answer json(int status, byte[] object) {
        return new Answer(status, "application/json", object, Map.of());
    }

    /** A message of the contract. */
    public static Answer message(MessageLite message) {
        return new Answer(200, Route.Body.PROTOBUF.mediaType(), message.toByteArray(), Map.of());
    }
}
