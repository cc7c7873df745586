package org.outreachsync.indicator.naive;

import org.jspecify.annotations.Nullable;

/**
 * A figure before its division.
 *
 * @param numerator what was counted
 * @param denominator what it is out of; null when that is nothing, a size estimate or a target
 */
public record Figure(long numerator, @Nullable Long denominator) {}
