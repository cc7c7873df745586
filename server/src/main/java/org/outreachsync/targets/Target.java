package org.outreachsync.targets;

import java.time.Instant;

/**
 * A target or a size estimate, as somebody entered it. It never changes; a newer one about the same replaces it in
 * answers.
 *
 * @param id an opaque id
 * @param no its place among all that were entered, from 1
 * @param subject what it is about
 * @param amount how much
 * @param source where the figure comes from, in words
 * @param entered when
 */
public record Target(String id, long no, Subject subject, Amount amount, String source, Instant entered) {}
