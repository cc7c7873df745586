package org.outreachsync.model;

/**
 * A client's unique identifier code in its normal form, and what it says of the person.
 *
 * @param text the normal form; two codes are one person exactly when it is the same
 * @param sex the code of the list {@code sex}: FEMALE, MALE or OTHER
 * @param birthYear the year of birth; of two digits, the one from {@link ClientCodeFormat#FIRST_YEAR} to 99 years
 *     later, whenever it is asked
 * @param shortYear whether the code says the last two digits only
 * @param unclear whether it has a letter for which the programme's script has none, or has two: then the same person
 *     may have a second code that looks the same
 */
public record ClientCode(String text, String sex, int birthYear, boolean shortYear, boolean unclear) {

    /**
     * Whether two codes differ in one letter or digit only, or in two neighbours that changed places: perhaps one
     * person and a slip of the finger. The same code twice is not such a pair.
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

    /** Never shows the code: it must not slip into a log. */
    @Override
    public String toString() {
        return "ClientCode[…]";
    }
}
