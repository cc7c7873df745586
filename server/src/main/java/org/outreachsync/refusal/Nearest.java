package org.outreachsync.refusal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Suggests a known name for a mistyped one. */
public final class Nearest {

    /** Longer names are not compared: no known name is as long. */
    private static final int LENGTH_MAX = 64;
    /** One slip per this many letters is allowed; with more, it is another word. */
    private static final int LETTERS_PER_SLIP = 3;

    private Nearest() {}

    /**
     * The known name closest to the typed one, or null if none is close. A slip is an extra, missing or wrong letter,
     * or two swapped letters.
     */
    public static @Nullable String to(String typed, Collection<String> known) {
        if (typed.isEmpty() || typed.length() > LENGTH_MAX) {
            return null;
        }
        var written = typed.toLowerCase(Locale.ROOT);
        int slipsMax = Math.max(1, typed.length() / LETTERS_PER_SLIP);
        return known.stream()
                .filter(name -> slips(written, name.toLowerCase(Locale.ROOT)) <= slipsMax)
                .min(Comparator.<String>comparingInt(name -> slips(written, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }

    private static int slips(String typed, String known) {
        var before = new int[known.length() + 1];
        var last = new int[known.length() + 1];
        for (int at = 0; at <= known.length(); at++) {
            last[at] = at;
        }
        for (int row = 1; row <= typed.length(); row++) {
            var next = new int[known.length() + 1];
            next[0] = row;
            for (int at = 1; at <= known.length(); at++) {
                boolean same = typed.charAt(row - 1) == known.charAt(at - 1);
                next[at] = Math.min(Math.min(next[at - 1], last[at]) + 1, last[at - 1] + (same ? 0 : 1));
                if (row > 1
                        && at > 1
                        && typed.charAt(row - 1) == known.charAt(at - 2)
                        && typed.charAt(row - 2) == known.charAt(at - 1)) {
                    next[at] = Math.min(next[at], before[at - 2] + 1);
                }
            }
            before = last;
            last = next;
        }
        return last[known.length()];
    }
}
