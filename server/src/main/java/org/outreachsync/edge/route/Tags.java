package org.outreachsync.edge.route;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.outreachsync.edge.Answer;
import org.outreachsync.identity.Secrets;

/** Adds ETags to answers, so that a caller that already has an answer gets 304 instead. */
final class Tags {

    private static final int TAG_BYTES = 12;

    private Tags() {}

    /**
     * The answer with its ETag, or 304 if the caller already has it. The ETag is a hash of the answer, so every change
     * is noticed.
     *
     * @param held the ETags that the caller has, from If-None-Match
     */
    static Answer tagged(Answer answer, String held) {
        var tag = "\"" + HexFormat.of().formatHex(Secrets.sha256(answer.body()), 0, TAG_BYTES) + "\"";
        var headers = Map.of("ETag", tag, "Vary", "Accept, Accept-Encoding");
        return isNamed(tag, held)
                ? new Answer(304, answer.mediaType(), new byte[0], headers)
                : new Answer(200, answer.mediaType(), answer.body(), headers);
    }

    /** Whether a caller already has an answer. */
    static boolean isNamed(String tag, String held) {
        return Arrays.stream(held.split(",", -1)).map(String::strip).anyMatch(tag::equals);
    }
}
