package org.outreachsync.export.dhis2;

/**
 * An identifier of DHIS2: a letter, then ten letters or digits. Everything on the wire is named by these; codes and
 * names are edited by people, and option combos that the server generates have no code.
 *
 * @param text as DHIS2 writes it; case matters
 */
public record Uid(String text) implements Comparable<Uid> {

    private static final int LENGTH = 11;

    public Uid {
        if (!isUid(text)) {
            throw new IllegalArgumentException("not an identifier of DHIS2");
        }
    }

    /** Whether a text has the form of an identifier. */
    public static boolean isUid(String text) {
        return text.length() == LENGTH
                && isLetter(text.charAt(0))
                && text.chars().allMatch(Uid::isLetterOrDigit);
    }

    private static boolean isLetter(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static boolean isLetterOrDigit(int c) {
        return isLetter(c) || (c >= '0' && c <= '9');
    }

    @Override
    public int compareTo(Uid other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
