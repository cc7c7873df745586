package org.outreachsync.sheet;

/**
 * How much one import takes.
 *
 * @param bytesMax the largest file
 * @param rowsMax the most rows of a file
 * @param problemsMax the most faults that are named; the others are counted
 */
public record SheetLimits(long bytesMax, int rowsMax, int problemsMax) {}
