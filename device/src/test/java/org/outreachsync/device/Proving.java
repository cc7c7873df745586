package org.outreachsync.device;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.wire.BodyProof;

/** Adds the media type and the proof of a real server to the answers of a fake one. */
public final class Proving implements Transport {

    private final Transport server;

    public Proving(Transport server) {
        this.server = server;
    }

    @Override
    public Answer post(String path, Map<String, String> headers, byte[] body) throws IOException {
        return proven(headers, server.post(path, headers, body));
    }

    /** The answer with its missing headers, for a request with these headers. */
    public static Answer proven(Map<String, String> request, Answer answer) {
        var type = answer.status() == 200 ? "application/x-protobuf" : "application/problem+json";
        var body = answer.status() == 200 ? answer.body() : withStatus(answer);
        var headers = new HashMap<String, String>();
        headers.put("Content-Type", type);
        put(headers, "Content-Encoding", answer.header("content-encoding"));
        put(headers, "Retry-After", answer.header("retry-after"));
        var authorization = request.getOrDefault("Authorization", "");
        var token = authorization.isEmpty() ? "" : authorization.substring("Bearer ".length());
        var plain = "gzip".equals(headers.get("Content-Encoding")) ? inflate(body) : body;
        headers.put(
                BodyProof.PROOF_HEADER,
                BodyProof.ofAnswer(
                        token, request.getOrDefault(BodyProof.REQUEST_HEADER, ""), answer.status(), type, plain));
        return new Answer(answer.status(), headers, body);
    }

    private static void put(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    /** Adds the status to a problem document: scripts contain only what matters to them. */
    private static byte[] withStatus(Answer answer) {
        var json = new String(answer.body(), StandardCharsets.UTF_8);
        boolean isBare = json.startsWith("{\"") && !json.contains("\"status\"");
        return isBare
                ? ("{\"status\":" + answer.status() + "," + json.substring(1)).getBytes(StandardCharsets.UTF_8)
                : answer.body();
    }

    private static byte[] inflate(byte[] body) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
