package org.outreachsync.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;

/** Reads meters until they tell of the last answer: they hear of it a moment after its client. */
@FunctionalInterface
public interface Scrape {

    /** More than a slow machine needs. */
    Duration WAIT_MAX = Duration.ofSeconds(30);

    /** All meters as text. */
    String read() throws IOException;

    /**
     * Waits until the meters contain all of this.
     *
     * @return what they said then
     * @throws AssertionError if they do not within {@link #WAIT_MAX}
     */
    default String await(String... parts) throws IOException {
        long end = System.nanoTime() + WAIT_MAX.toNanos();
        while (System.nanoTime() < end) {
            var text = read();
            if (containsAll(text, parts)) {
                return text;
            }
            Thread.onSpinWait();
        }
        var text = read();
        assertThat(text).contains(parts);
        return text;
    }

    private static boolean containsAll(String text, String... parts) {
        for (var part : parts) {
            if (!text.contains(part)) {
                return false;
            }
        }
        return true;
    }
}
