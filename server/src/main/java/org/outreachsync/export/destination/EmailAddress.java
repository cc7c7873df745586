package org.outreachsync.export.destination;

/** E-mail addresses to which notices are sent. */
public final class EmailAddress {

    private static final int LENGTH_MAX = 254;

    private EmailAddress() {}

    /**
     * Whether a text is one. Allows less than the standard does: what a mail server or a header could take for
     * something else is refused.
     */
    public static boolean isOne(String text) {
        int at = text.indexOf('@');
        return at > 0
                && at == text.lastIndexOf('@')
                && at < text.length() - 1
                && text.length() <= LENGTH_MAX
                && text.chars().allMatch(one -> isPlain(one) || one == '@');
    }

    private static boolean isPlain(int one) {
        return (one >= 'a' && one <= 'z')
                || (one >= 'A' && one <= 'Z')
                || (one >= '0' && one <= '9')
                || "._-+'=/&#~".indexOf(one) >= 0;
    }
}
