package org.outreachsync.sheet;

/**
 * Limits of an import.
 *
 * @param bytesMax the maximum size of a file
 * @param rowsMax the maximum number of rows of a file
 * @param problemsMax how many errors are listed; the others are counted
 */
public record SheetLimits(long bytesMax, int rowsMax, int problemsMax) {}
