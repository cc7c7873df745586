package org.outreachsync.export.channel;

import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** The codes with which a mail server answers. */
final class SmtpReplies {

    private static final int SUCCESS = 200;
    private static final int MORE = 300;
    private static final int LATER = 400;
    private static final int NEVER = 500;
    private static final int BEYOND = 600;

    private SmtpReplies() {}

    /** The code that an exception carries, or 0. */
    static int code(Exception failed) {
        return switch (failed) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> 0;
        };
    }

    static boolean isSuccess(int code) {
        return code >= SUCCESS && code < MORE;
    }

    static boolean isRefusal(int code) {
        return code >= LATER && code < BEYOND;
    }

    static boolean isForGood(int code) {
        return code >= NEVER && code < BEYOND;
    }
}
