package org.outreachsync.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The values are those of docs/protocol.md, computed by another implementation of HMAC. */
class BodyProofTest {

    private static final String TOKEN = "q7J0xN3mX2b8cTfV9wZk4aPdLrYs6uHgE1oIiMnBvCy";
    private static final String ID = "0f8fad5bd9cb469fa16570867728950e";
    private static final byte[] PROBLEM = "{\"code\":\"TOKEN\",\"status\":401}".getBytes(StandardCharsets.US_ASCII);

    @Test
    void isWhatTheProtocolSays() {
        assertThat(BodyProof.ofAnswer(TOKEN, ID, 401, "application/problem+json", PROBLEM))
                .isEqualTo("hmac-sha-256=:ZF6hctAakPFNdcxJvGilzxzS9uRlum5uJaT5yKBWtoc=:");
        assertThat(BodyProof.ofRequest(TOKEN, ID, new byte[] {8, 1, 16, 1}))
                .isEqualTo("hmac-sha-256=:HNnHR/gFH5KdtREwqSeGEeD7BGVdAPdZ9AJQ6OBSYIk=:");
    }

    @Test
    void needsNeitherTokenNorNameNorBody() {
        assertThat(BodyProof.ofAnswer("", "", 200, "application/x-protobuf", new byte[0]))
                .isEqualTo("hmac-sha-256=:aZim3Q9PBt+jICaxPnB6RZPtBmXltDmIxOfqNVhRezM=:");
    }

    @Test
    void passesOverTheParametersAndTheCaseOfAContentType() {
        assertThat(BodyProof.ofAnswer(TOKEN, ID, 401, "Application/Problem+JSON; charset=utf-8", PROBLEM))
                .isEqualTo(BodyProof.ofAnswer(TOKEN, ID, 401, "application/problem+json", PROBLEM));
    }

    @Test
    void isAnotherForEveryThingThatItBinds() {
        var proof = BodyProof.ofAnswer(TOKEN, ID, 401, "application/problem+json", PROBLEM);
        assertThat(BodyProof.ofAnswer("", ID, 401, "application/problem+json", PROBLEM))
                .isNotEqualTo(proof);
        assertThat(BodyProof.ofAnswer(TOKEN, "", 401, "application/problem+json", PROBLEM))
                .isNotEqualTo(proof);
        assertThat(BodyProof.ofAnswer(TOKEN, ID, 403, "application/problem+json", PROBLEM))
                .isNotEqualTo(proof);
        assertThat(BodyProof.ofAnswer(TOKEN, ID, 401, "application/json", PROBLEM))
                .isNotEqualTo(proof);
        assertThat(BodyProof.ofAnswer(TOKEN, ID, 401, "application/problem+json", new byte[0]))
                .isNotEqualTo(proof);
        assertThat(BodyProof.ofRequest(TOKEN, ID, PROBLEM)).isNotEqualTo(proof);
    }
}
