package org.outreachsync.model;

/**
 * A client's unique identifier code in its normal form, and what it says about the person.
 *
 * @param text the normal form; two codes mean the same person exactly if their normal forms are equal
 * @param sex the code of the list {@code sex}: FEMALE, MALE or OTHER
 * @param birthYear the year of birth; two digits always mean the year between {@link ClientCodeFormat#FIRST_YEAR} and
 *     99 years later
 * @param shortYear whether the code has only the last two digits of the year
 * @param unclear whether it has a letter that matches none, or several, of the programme's script; then the same person
 *     may have a second code that looks the same
 */
public record ClientCode(String text, String sex, int birthYear, boolean shortYear, boolean unclear) {

    /**
     * Whether two different codes differ in a single letter or digit, or in two swapped neighbours: perhaps a typing
     * error for the same person.
     */
    public boolean isSlipOf(ClientCode other) {
        int[] own = text.codePoints().toArray();
        int[] others = other.text.codePoints().toArray();
        if (own.length != others.length) {
            return false;
        }
        int first = -1;
        int second = -1;
        int count = 0;
        for (int at = 0; at < own.length; at++) {
            if (own[at] != others[at]) {
                count++;
                second = at;
                first = first < 0 ? at : first;
            }
        }
        boolean swapped =
                count == 2 && second == first + 1 && own[first] == others[second] && own[second] == others[first];
        return count == 1 || swapped;
    }

    /** Hides the code, so that it never gets into a log. */
    @Override
    public String toString() {
        return "ClientCode[…]";
    }
}
