package org.outreachsync.export.format;

import java.util.Set;

/**
 * Text that a spreadsheet does not read as a formula, after the OWASP page on CSV injection: an apostrophe is put
 * before a text whose first visible character would begin a formula, also in its full-width, small or mathematical
 * form.
 */
final class SafeText {

    /** What begins a formula, or ends a cell so that the next one begins. */
    private static final Set<Integer> BEGINS = Set.of(
            (int) '=',
            (int) '+',
            (int) '-',
            (int) '@',
            (int) '\t',
            (int) '\r',
            (int) '\n',
            0xFF1D,
            0xFF0B,
            0xFF0D,
            0xFF20,
            0xFE66,
            0xFE62,
            0xFE63,
            0xFE6B,
            0x2212);

    private SafeText() {}

    static String of(String text) {
        return beginsFormula(text) ? "'" + text : text;
    }

    private static boolean beginsFormula(String text) {
        // Nearly all texts begin with a letter or a digit, which are invisible nowhere and begin no formula.
        if (text.isEmpty() || isPlain(text.charAt(0))) {
            return false;
        }
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (BEGINS.contains(point)) {
                return true;
            } else if (!isInvisible(point)) {
                return false;
            }
            at += Character.charCount(point);
        }
        return false;
    }

    private static boolean isPlain(char first) {
        return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9');
    }

    private static boolean isInvisible(int point) {
        return Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || Character.isISOControl(point)
                || Character.getType(point) == Character.FORMAT;
    }
}
