package org.outreachsync.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves that a body is complete, and that an answer belongs to this very request. A proof is an HMAC-SHA-256 keyed
 * with the token of the request, over the body without its content encoding. docs/protocol.md describes it byte by
 * byte.
 */
public final class BodyProof {

    /**
     * The header that identifies a request. Its value is unique for every request, even when the same body is sent
     * again.
     */
    public static final String REQUEST_HEADER = "Outreach-Request";

    /** The header of the proof, on requests and on answers. */
    public static final String PROOF_HEADER = "Outreach-Proof";

    private static final String ALGORITHM = "HmacSHA256";

    private BodyProof() {}

    /**
     * The proof of a request.
     *
     * @param token the token in the header Authorization, or empty
     * @param requestId the value of {@link #REQUEST_HEADER}
     * @param body without its content encoding
     */
    public static String ofRequest(String token, String requestId, byte[] body) {
        return proof(token, "outreach-request-1\n" + requestId + "\n", body);
    }

    /**
     * The proof of an answer.
     *
     * @param token the token in the header Authorization of the request, as it arrived, or empty
     * @param requestId the value of {@link #REQUEST_HEADER} of the request, or empty
     * @param status the HTTP status
     * @param contentType the value of the header Content-Type; its parameters are ignored
     * @param body without its content encoding
     */
    public static String ofAnswer(String token, String requestId, int status, String contentType, byte[] body) {
        return proof(
                token, "outreach-answer-1\n" + requestId + "\n" + status + "\n" + mediaType(contentType) + "\n", body);
    }

    /** The media type of a header Content-Type, in lower case and without parameters. */
    public static String mediaType(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }

    private static String proof(String token, String head, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(token), ALGORITHM));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return "hmac-sha-256=:" + Base64.getEncoder().encodeToString(mac.doFinal(body)) + ":";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java and every Android has HMAC-SHA-256", impossible);
        }
    }

    /** HMAC pads short keys with zeros, so this equals the empty key, which {@link SecretKeySpec} does not accept. */
    private static byte[] key(String token) {
        return token.isEmpty() ? new byte[1] : token.getBytes(StandardCharsets.UTF_8);
    }
}
