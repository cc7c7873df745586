package org.outreachsync.export.channel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.PushLimits;

/** Reads the header Retry-After: seconds, or a date. */
final class RetryAfter {

    private static final int DIGITS_MAX = 9;

    private RetryAfter() {}

    /** How long to wait, at most as long as the limits say; null if it cannot be read. */
    static @Nullable Duration of(String text, Instant now, PushLimits limits) {
        var value = text.strip();
        Duration wait;
        if (!value.isEmpty() && value.length() <= DIGITS_MAX && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            wait = Duration.ofSeconds(Long.parseLong(value));
        } else {
            try {
                wait = Duration.between(now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)));
            } catch (DateTimeException unreadable) {
                return null;
            }
        }
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(limits.retryAfterMax()) > 0 ? limits.retryAfterMax() : wait;
    }
}
