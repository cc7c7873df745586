package org.outreachsync.edge;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.wire.BodyProof;

/**
 * Proves to one caller that an answer is whole and the one to their request, and checks what the caller proves of the
 * body. A proxy in between that cuts, stores or makes up answers cannot do the former.
 *
 * @param token as the request showed it, whether it counts or not; empty for none
 * @param requestId as the caller named the request; empty for none
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
     * Refuses a name that is not one.
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
     * The body that the caller sent, inflated. Callers who prove nothing are believed.
     *
     * @throws RefusedException MALFORMED when something in between changed it
     */
    byte[] checked(byte[] body) {
        if (!sent.isEmpty() && !sent.equals(BodyProof.ofRequest(token, requestId, body))) {
            throw new RefusedException(
                    Code.MALFORMED, "The body does not match its proof. Send it again, without compression.");
        }
        return body;
    }
}
