package org.outreachsync.device.transport;

import java.io.IOException;
import java.util.Map;

/**
 * A refusal of the server: the members of a problem document (RFC 9457) that matter to a tablet.
 *
 * @param status the HTTP status
 * @param code the stable code
 * @param message a plain sentence, or empty
 * @param expectedBatchNo the number of the batch that the server expects next; 0 when not given
 * @param ackedOp the highest op that is durable on the server; -1 when not given
 * @param ackedHlc the HLC timestamp of that op; 0 when not given
 * @param knownThrough the server has the ops of the request up to this number, but none after it; -1 when not given
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
     * @throws UnprovenAnswerException when the body is not a problem document, or its status differs
     */
    public static Problem of(ServerAnswer answer) throws UnprovenAnswerException {
        var members = members(answer);
        if (number(members, "status", 0) != answer.status()
                || text(members, "code").isEmpty()) {
            throw new UnprovenAnswerException(
                    "status " + answer.status() + " with a problem document of another status");
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
            throw new UnprovenAnswerException(
                    "status " + answer.status() + " with a problem document that cannot be read");
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

    /** Status, code and message, for people to read. */
    public String say() {
        return status + " " + code + (message.isEmpty() ? "" : ": " + message);
    }
}
