package org.outreachsync.vectors;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.outreachsync.wire.BodyProof;

/** Proofs of bodies. */
final class ProofVectors {

    private static final String TOKEN = "q7J0xN3mX2b8cTfV9wZk4aPdLrYs6uHgE1oIiMnBvCy";
    private static final String NAME = "0f8fad5bd9cb469fa16570867728950e";
    private static final String PROBLEM = "{\"code\":\"TOKEN\",\"status\":401}";

    private ProofVectors() {}

    static JsonObject proofs() {
        var requests = new JsonArray()
                .add(request(TOKEN, NAME, new byte[] {8, 1, 16, 1}))
                .add(request("", NAME, new byte[0]));
        var answers = new JsonArray()
                .add(answer(TOKEN, NAME, 401, "application/problem+json", PROBLEM.getBytes(StandardCharsets.UTF_8)))
                .add(answer(
                        TOKEN,
                        NAME,
                        401,
                        "Application/Problem+JSON; charset=utf-8",
                        PROBLEM.getBytes(StandardCharsets.UTF_8)))
                .add(answer("", "", 200, "application/x-protobuf", new byte[0]))
                .add(answer(TOKEN, "", 200, "application/x-protobuf", new byte[] {0, (byte) 255, 10}));
        return new JsonObject()
                .put(
                        "says",
                        "The header Outreach-Proof of requests and answers. Bodies are in hex, without any content encoding.")
                .put("requests", requests)
                .put("answers", answers);
    }

    private static JsonObject request(String token, String name, byte[] body) {
        return said(token, name, body).put("proof", BodyProof.ofRequest(token, name, body));
    }

    private static JsonObject answer(String token, String name, int status, String contentType, byte[] body) {
        return said(token, name, body)
                .put("status", status)
                .put("content_type", contentType)
                .put("proof", BodyProof.ofAnswer(token, name, status, contentType, body));
    }

    private static JsonObject said(String token, String name, byte[] body) {
        return new JsonObject()
                .put("token", token)
                .put("request", name)
                .put("body", HexFormat.of().formatHex(body));
    }
}
