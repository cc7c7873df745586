package org.outreachsync.edge;

import com.google.protobuf.MessageLite;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * What a route answers, whole.
 *
 * @param status of HTTP
 * @param mediaType of the body
 * @param body not compressed
 * @param headers besides those that every answer has; they win over those
 */
public record Answer(int status, String mediaType, byte[] body, Map<String, String> headers) {

    public Answer {
        headers = Map.copyOf(headers);
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
