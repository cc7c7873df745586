package org.outreachsync.export.dhis2;

/**
 * What people of the far side have noted on a stored cell. DHIS2 erases it when the cell is sent again without it, so
 * it is sent along.
 *
 * @param comment a free text; empty for none
 * @param followUp marked for follow-up
 */
public record Remark(String comment, boolean followUp) {

    /** Nothing noted. */
    public static final Remark NONE = new Remark("", false);

    /** A free text of strangers is never shown. */
    @Override
    public String toString() {
        return "Remark[comment of " + comment.length() + " characters, followUp=" + followUp + "]";
    }
}
