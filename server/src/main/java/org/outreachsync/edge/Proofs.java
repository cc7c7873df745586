package org.outreachsync.edge;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.wire.BodyProof;

/**
 * Proves to a caller that an answer is complete and belongs to their request, and checks the caller's proof of the
 * request body. A proxy that cuts, caches or makes up answers cannot create such a proof.
 *
 * @param token as the request showed it, valid or not; empty for none
 * @param requestId the caller's name for the request; empty for none
 * @param sent the proof of the request's body; empty for none
 */
record Proofs(String token, String requestId, String sent) {

    private static final int NAME_LENGTH_MAX = 64;

    static Proofs of(HttpServerRequest request) {
        return new Proofs(
                Gate.bearer(request.getHeader("Authorization")),
                orEmpty(request.getHeader(BodyProof.REQUEST_HEADER)),
                orEmpty(request.getHeader(BodyProof.PROOF_HEADER)));
    }

    private static String orEmpty(@Nullable String header) {
        return header == null ? "" : header;
    }

    /**
     * Checks the form of the request's name.
     *
     * @throws RefusedException MALFORMED
     */
    void checkName() {
        if (requestId.length() > NAME_LENGTH_MAX || !requestId.chars().allMatch(Gate::isUrlSafe)) {
            throw new RefusedException(
                    Code.MALFORMED,
                    BodyProof.REQUEST_HEADER + " must be a name of up to " + NAME_LENGTH_MAX
                            + " letters, digits, hyphens and underscores.");
        }
    }

    /** The proof of an answer. */
    String of(Answer answer) {
        return BodyProof.ofAnswer(token, requestId, answer.status(), answer.mediaType(), answer.body());
    }

    /**
     * Checks the proof of the decompressed body, if the caller sent one.
     *
     * @return the same body
     * @throws RefusedException MALFORMED if the body was changed in transit
     */
    byte[] checked(byte[] body) {
        if (!sent.isEmpty() && !sent.equals(BodyProof.ofRequest(token, requestId, body))) {
            throw new RefusedException(
                    Code.MALFORMED, "The body does not match its proof. Send it again, without compression.");
        }
        return body;
    }
}
