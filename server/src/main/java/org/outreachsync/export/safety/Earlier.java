package org.outreachsync.export.safety;

import org.outreachsync.disclosure.Told;

/**
 * A count that recipients got in an earlier export.
 *
 * @param release the export and its revision; counts of one release were counted for one state of the logs
 * @param key which count it is
 * @param value what was counted then
 * @param told what recipients were told of it
 */
public record Earlier(String release, CellKey key, long value, Told told) {}
