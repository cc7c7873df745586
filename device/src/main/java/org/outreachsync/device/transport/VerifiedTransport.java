package org.outreachsync.device.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.wire.BodyProof;

/**
 * Talks to the server and trusts nobody else. Each request has a unique name and a proof of its body. An answer counts
 * only with the proof that it is complete and belongs to that name, see docs/protocol.md. Bodies are compressed where
 * the path allows it.
 */
public final class VerifiedTransport {

    private static final String PROTOBUF = "application/x-protobuf";
    private static final String PROBLEM = "application/problem+json";
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final int NAME_BYTES = 16;

    private final Transport transport;
    private final SecureRandom random = new SecureRandom();
    private final Compression requests = new Compression();
    private final Compression answers = new Compression();

    /** Uses this transport, whose answers are not trusted. */
    public VerifiedTransport(Transport transport) {
        this.transport = transport;
    }

    /**
     * Posts a message.
     *
     * @param path such as {@code /v1/sync}
     * @param token of the device, or empty
     * @param message uncompressed
     * @return the server's answer, whatever its status
     * @throws UnprovenAnswerException when the answer lacks the server's proof
     * @throws IOException when no complete answer arrived; the server may have received the request nevertheless
     */
    public ServerAnswer post(String path, String token, byte[] message) throws IOException {
        var name = name();
        var packed = requests.isOn() ? Gzip.deflate(message) : message;
        boolean compressed = packed.length < message.length;
        var answer = transport.post(path, headers(token, name, message, compressed), compressed ? packed : message);
        boolean answerCompressed = isGzip(answer);
        try {
            var proven = proven(token, name, answer, compressed);
            boolean unread = proven.status() == BAD_REQUEST || proven.status() == UNSUPPORTED_MEDIA_TYPE;
            learn(requests, compressed, unread);
            learn(answers, answerCompressed, false);
            return proven;
        } catch (UnprovenAnswerException stranger) {
            learn(requests, compressed, true);
            learn(answers, answerCompressed, true);
            throw stranger;
        }
    }

    /**
     * Requests a message.
     *
     * @param path such as {@code /v1/code-lists}
     * @param token of the device
     * @return the server's answer, whatever its status
     * @throws UnprovenAnswerException when the answer lacks the server's proof
     * @throws IOException when no complete answer arrived
     */
    public ServerAnswer get(String path, String token) throws IOException {
        var name = name();
        var headers = headers(token, name, new byte[0], false);
        headers.remove("Content-Type");
        var answer = transport.get(path, headers);
        boolean answerCompressed = isGzip(answer);
        try {
            var proven = proven(token, name, answer, false);
            learn(answers, answerCompressed, false);
            return proven;
        } catch (UnprovenAnswerException stranger) {
            learn(answers, answerCompressed, true);
            throw stranger;
        }
    }

    private static void learn(Compression direction, boolean compressed, boolean failed) {
        if (failed) {
            direction.failed(compressed);
        } else {
            direction.worked(compressed);
        }
    }

    /** Sends the next request uncompressed: this one may have been mangled on its way. */
    public void doubtCompression() {
        requests.failed(true);
    }

    private String name() {
        var bytes = new byte[NAME_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private Map<String, String> headers(String token, String name, byte[] message, boolean compressed) {
        var headers = new HashMap<String, String>();
        if (!token.isEmpty()) {
            headers.put("Authorization", "Bearer " + token);
        }
        if (compressed) {
            headers.put("Content-Encoding", "gzip");
        }
        headers.put("Content-Type", PROTOBUF);
        headers.put("Accept", PROTOBUF + ", " + PROBLEM);
        headers.put("Accept-Encoding", answers.isOn() ? "gzip" : "identity");
        headers.put(BodyProof.REQUEST_HEADER, name);
        headers.put(BodyProof.PROOF_HEADER, BodyProof.ofRequest(token, name, message));
        return headers;
    }

    private static ServerAnswer proven(String token, String name, Transport.Answer answer, boolean toCompressed)
            throws UnprovenAnswerException {
        var mediaType = BodyProof.mediaType(orEmpty(answer.header("content-type")));
        if (!mediaType.equals(answer.status() == OK ? PROTOBUF : PROBLEM)) {
            throw new UnprovenAnswerException(
                    "status " + answer.status() + " with " + (mediaType.isEmpty() ? "no media type" : mediaType));
        }
        var proof = orEmpty(answer.header(BodyProof.PROOF_HEADER)).trim();
        for (var body : bodies(answer)) {
            if (isSame(proof, BodyProof.ofAnswer(token, name, answer.status(), mediaType, body))) {
                return new ServerAnswer(answer.status(), body, answer.header("retry-after"), toCompressed);
            }
        }
        throw new UnprovenAnswerException(
                "status " + answer.status() + (proof.isEmpty() ? " without a proof" : " whose proof does not fit"));
    }

    private static boolean isSame(String left, String right) {
        return MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static String orEmpty(@Nullable String header) {
        return header == null ? "" : header;
    }

    private static boolean isGzip(Transport.Answer answer) {
        return "gzip"
                .equalsIgnoreCase(orEmpty(answer.header("content-encoding")).trim());
    }

    /**
     * What the body may be. Proxies inflate it and leave the header, or drop the header and leave it compressed; the
     * proof tells.
     */
    private static List<byte[]> bodies(Transport.Answer answer) {
        var bodies = new ArrayList<byte[]>(2);
        bodies.add(answer.body());
        try {
            bodies.add(Gzip.inflate(answer.body()));
        } catch (IOException notCompressed) {
            return bodies;
        }
        return bodies;
    }
}
