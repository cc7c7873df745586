package org.outreachsync.edge.route;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.outreachsync.edge.Answer;

/** Tags answers, so that who holds one already is told so in place of getting it again. */
final class Tags {

    private static final int TAG_BYTES = 12;

    private Tags() {}

    /**
     * The answer with its tag, or 304 when the caller holds it. The tag is of the answer itself, so that no change can
     * hide behind it.
     *
     * @param held the tags that the caller holds, as If-None-Match has them
     */
    static Answer tagged(Answer answer, String held) {
        var tag = "\"" + HexFormat.of().formatHex(sha256(answer.body()), 0, TAG_BYTES) + "\"";
        var headers = Map.of("ETag", tag, "Vary", "Accept, Accept-Encoding");
        return isNamed(tag, held)
                ? new Answer(304, answer.mediaType(), new byte[0], headers)
                : new Answer(200, answer.mediaType(), answer.body(), headers);
    }

    private static boolean isNamed(String tag, String held) {
        return Arrays.stream(held.split(",", -1)).map(String::strip).anyMatch(tag::equals);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
