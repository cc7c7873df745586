package org.outreachsync.config;

/**
 * Limits of imports of sites, people and targets.
 *
 * @param bytesMax the maximum size of a file
 * @param rowsMax the maximum number of rows of a file
 * @param problemsMax how many problems are listed; the others are counted
 */
public record Sheets(long bytesMax, int rowsMax, int problemsMax) {

    /** The limits of every programme. */
    public static Sheets standard() {
        return new Sheets(8L << 20, 20_000, 100);
    }
}
