package org.outreachsync.model;

/** The format of the code of a site. */
public final class SiteCode {

    private static final int LENGTH_MIN = 2;
    private static final int LENGTH_MAX = 32;

    private SiteCode() {}

    /** Whether a text can be the code of a site: 2 to 32 capitals of the Latin alphabet, digits and hyphens. */
    public static boolean isForm(String text) {
        return text.length() >= LENGTH_MIN
                && text.length() <= LENGTH_MAX
                && text.chars().allMatch(SiteCode::isOfCodes);
    }

    private static boolean isOfCodes(int letter) {
        return (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') || letter == '-';
    }
}
