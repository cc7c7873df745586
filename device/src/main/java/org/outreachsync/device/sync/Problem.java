package org.outreachsync.device.sync;

import java.io.IOException;
import java.util.Map;

/**
 * What the server says about a request that it refused: the members of a problem document (RFC 9457) that a tablet acts
 * on.
 *
 * @param status the HTTP status
 * @param code the stable code
 * @param message a plain sentence, or empty
 * @param expectedBatchNo the batch that the server wants next; 0 when it does not say
 * @param ackedOp the highest op that is durable on the server; -1 when it does not say
 * @param ackedHlc the stamp of that op; 0 when it does not say
 * @param knownThrough the server has the ops of the request up to this number and no further; -1 when it does not say
 * @param wipe whether all data on the tablet must be destroyed
 * @param command the id of the command to be confirmed after a wipe, or empty
 */
public record Problem(
        int status,
        String code,
        String message,
        long expectedBatchNo,
        long ackedOp,
        long ackedHlc,
        long knownThrough,
        boolean wipe,
        String command) {

    /**
     * Reads the problem document of an answer.
     *
     * @throws UnprovenAnswerException when it is none, or one of another status
     */
    public static Problem of(ServerAnswer answer) throws UnprovenAnswerException {
        var members = members(answer);
        if (number(members, "status", 0) != answer.status()
                || text(members, "code").isEmpty()) {
            throw new UnprovenAnswerException("status " + answer.status() + " with another problem");
        }
        return new Problem(
                answer.status(),
                text(members, "code"),
                text(members, members.containsKey("message") ? "message" : "detail"),
                number(members, "expected_batch_no", 0),
                number(members, "acked_op", -1),
                stamp(text(members, "acked_hlc")),
                number(members, "known_through", -1),
                Boolean.TRUE.equals(members.get("wipe")),
                text(members, "command"));
    }

    private static Map<String, Object> members(ServerAnswer answer) throws UnprovenAnswerException {
        try {
            return FlatJson.read(answer.body());
        } catch (IOException unreadable) {
            throw new UnprovenAnswerException("status " + answer.status() + " with a problem that cannot be read");
        }
    }

    private static String text(Map<String, Object> members, String name) {
        return members.get(name) instanceof String text ? text : "";
    }

    private static long stamp(String digits) {
        try {
            return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, 16);
        } catch (NumberFormatException noStamp) {
            return 0;
        }
    }

    private static long number(Map<String, Object> members, String name, long otherwise) {
        return members.get(name) instanceof Number number ? number.longValue() : otherwise;
    }

    /** For people: code and message. */
    String say() {
        return status + " " + code + (message.isEmpty() ? "" : ": " + message);
    }
}
