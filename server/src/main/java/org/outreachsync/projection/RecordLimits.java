package org.outreachsync.projection;

/**
 * What one record may grow to, so that it always fits into a document.
 *
 * @param movesMax the most days that a record may ever be filed under, and the most events that it may ever have been
 * @param writesMax the most writes that may stand in it
 */
public record RecordLimits(int movesMax, int writesMax) {}
