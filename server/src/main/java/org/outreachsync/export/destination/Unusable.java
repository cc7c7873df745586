package org.outreachsync.export.destination;

/**
 * A destination that cannot be used any more, because an indicator of the programme's own is gone. Nothing is made or
 * delivered for it before somebody saves another version.
 *
 * @param code of the destination
 * @param version the newest one
 * @param reason what is wrong with it, naming the line
 */
public record Unusable(String code, int version, String reason) {}
