package org.outreachsync.export.dhis2;

/**
 * What a push asked for. Its answer cannot be judged without it.
 *
 * @param values how many values and deletions were sent
 */
public record Asked(long values) {}
