package org.outreachsync.export.dhis2;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.outreachsync.export.dhis2.Verdict.Cause;
import org.outreachsync.export.dhis2.Verdict.Failure;
import org.outreachsync.export.dhis2.Verdict.Reason;
import org.outreachsync.export.dhis2.Verdict.Refused;
import org.outreachsync.export.dhis2.Verdict.Retry;
import org.outreachsync.export.exchange.Answer;
import org.outreachsync.export.exchange.Answer.Lost;
import org.outreachsync.export.exchange.Answer.Reply;

/** What is the same for every answer of DHIS2, whether it was asked to read or to write. */
final class Statuses {

    /** DHIS2 carries the request out, and then finds that it cannot write an answer of the type asked for. */
    static final int NOT_ACCEPTABLE = 406;

    private static final int OK = 200;
    private static final int MULTIPLE_CHOICES = 300;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int GONE = 410;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int INTERNAL_SERVER_ERROR = 500;

    /** The message of 2.43 for a token that was mistyped. */
    private static final String BROKEN_TOKEN = "Checksum validation failed";
    /** The message of 2.43 for a wrong password, and for any password while its database is down. */
    private static final String WRONG_OR_DOWN = "Unauthorized";
    /** Messages of 2.43 by which a 500 is the fault of the payload. */
    private static final List<String> BAD_PAYLOADS = List.of(
            "` does not contain a", "node has no elements", "Unexpected end of input", "CSV without header row");

    private static final String DECODING_FAILED = "\"group\" is null";

    private Statuses() {}

    /** The failure that a status tells by itself; empty for 2xx, 409 and 406, which depend on what was asked. */
    static Optional<Failure> failure(Answer answer) {
        return switch (answer) {
            case Lost(var loss)
            when loss.ofThisInstallation() -> Optional.of(refused(Reason.NOT_SENT, loss.name(), Help.CREDENTIALS));
            case Lost lost -> Optional.of(new Retry(Cause.NO_ANSWER));
            case Reply reply -> ofReply(reply);
        };
    }

    private static Optional<Failure> ofReply(Reply reply) {
        int status = reply.status();
        if (isSuccess(reply) || status == CONFLICT || status == NOT_ACCEPTABLE) {
            return Optional.empty();
        } else if (status >= INTERNAL_SERVER_ERROR) {
            return Optional.of(serverError(reply));
        } else if (status < OK) {
            return Optional.of(new Retry(Cause.UNREADABLE));
        } else if (status < BAD_REQUEST) {
            return Optional.of(refused(Reason.NOT_SIGNED_IN, "", Help.CREDENTIALS));
        }
        var message = message(reply);
        return Optional.of(
                switch (status) {
                    case UNAUTHORISED -> unauthorised(message);
                    case FORBIDDEN -> refused(Reason.NO_AUTHORITY, message, Help.DHIS2_ADMINISTRATOR);
                    case NOT_FOUND, GONE -> notFound(reply, message);
                    case REQUEST_TIMEOUT, TOO_EARLY, TOO_MANY_REQUESTS -> new Retry(Cause.BUSY);
                    case BAD_REQUEST -> badRequest(message);
                    default -> refused(Reason.BAD_REQUEST, message, Help.SUPPORT);
                });
    }

    static boolean isSuccess(Reply reply) {
        return reply.status() >= OK && reply.status() < MULTIPLE_CHOICES;
    }

    private static Failure unauthorised(String message) {
        boolean mayPass = message.isEmpty() || message.equalsIgnoreCase(WRONG_OR_DOWN);
        return mayPass ? new Retry(Cause.UNAUTHORISED) : refused(Reason.BAD_CREDENTIALS, message, Help.CREDENTIALS);
    }

    private static Failure badRequest(String message) {
        return message.contains(BROKEN_TOKEN)
                ? refused(Reason.BAD_CREDENTIALS, message, Help.CREDENTIALS)
                : refused(Reason.BAD_REQUEST, message, Help.SUPPORT);
    }

    private static Failure notFound(Reply reply, String message) {
        var code = errorCode(reply);
        return code.isEmpty()
                ? refused(Reason.NOT_FOUND, message, Help.CREDENTIALS)
                : new Refused(Reason.NOT_FOUND, code, message, List.of(), ErrorCode.helpWith(code));
    }

    private static Failure serverError(Reply reply) {
        var message = message(reply);
        if (reply.status() != INTERNAL_SERVER_ERROR) {
            return new Retry(Cause.SERVER_ERROR);
        } else if (message.contains(DECODING_FAILED)) {
            return new Retry(Cause.DECODING_FAILED);
        } else if (BAD_PAYLOADS.stream().anyMatch(message::contains)) {
            return refused(Reason.BAD_PAYLOAD, message, Help.SUPPORT);
        }
        return new Retry(Cause.SERVER_ERROR);
    }

    static Refused refused(Reason reason, String message, Help help) {
        return new Refused(reason, "", message, List.of(), EnumSet.of(help));
    }

    /** A refusal for a code that stands in the answer, or for none. */
    static Refused conflict(String errorCode, String message, List<Conflict> conflicts) {
        Set<Help> help = ErrorCode.helpWith(errorCode);
        return new Refused(Reason.CONFLICT, errorCode, message, conflicts, help);
    }

    /** The message of a web message of DHIS2; empty for anything else. */
    static String message(Reply reply) {
        return Json.read(reply.body())
                .map(json -> ImportSummary.shown(json.at("message").textOrEmpty()))
                .orElse("");
    }

    /** The error code of a web message of DHIS2; empty for anything else. */
    static String errorCode(Reply reply) {
        return Json.read(reply.body())
                .map(json -> ImportSummary.shown(json.at("errorCode").textOrEmpty()))
                .orElse("");
    }
}
