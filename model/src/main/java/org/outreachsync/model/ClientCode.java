package org.outreachsync.model;

/**
 * A client's unique identifier code in its normal form, and what it says of the person.
 *
 * @param text the normal form
 * @param sex the code of the list {@code sex}: FEMALE, MALE or OTHER
 * @param birthYear the year of birth
 */
public record ClientCode(String text, String sex, int birthYear) {

    /** Never shows the code: it must not slip into a log. */
    @Override
    public String toString() {
        return "ClientCode[…]";
    }
}
