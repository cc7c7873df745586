package org.outreachsync.config;

/**
 * Limits of tables of sites, people and targets that are imported.
 *
 * @param bytesMax the largest file
 * @param rowsMax the most rows of a file
 * @param problemsMax the most problems that are named; the others are counted
 */
public record Sheets(long bytesMax, int rowsMax, int problemsMax) {

    /** Those of every programme. */
    public static Sheets standard() {
        return new Sheets(8L << 20, 20_000, 100);
    }
}
