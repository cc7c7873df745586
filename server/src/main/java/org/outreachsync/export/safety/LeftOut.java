package org.outreachsync.export.safety;

/**
 * How many counts are left out, by the reason. It is for the programme: a recipient who knew the reason for one count
 * would know more of it.
 *
 * @param counts how many counts there are
 * @param small that are small themselves
 * @param others without which small ones could be worked out
 * @param silent of which nothing is told, because no safe way to tell them was found
 */
public record LeftOut(int counts, int small, int others, int silent) {}
