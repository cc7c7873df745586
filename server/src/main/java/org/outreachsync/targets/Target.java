package org.outreachsync.targets;

import java.time.Instant;

/**
 * An entered target or size estimate. It never changes; a newer one with the same subject replaces it in answers.
 *
 * @param id an opaque id
 * @param no its number in the order of entry, from 1
 * @param subject what it is about
 * @param amount its amount
 * @param source the source of the figure, in words
 * @param entered the time of entry
 */
public record Target(String id, long no, Subject subject, Amount amount, String source, Instant entered) {}
