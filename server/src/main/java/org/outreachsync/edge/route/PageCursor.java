package org.outreachsync.edge.route;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;

/** Where a page of a list begins. Opaque to the caller; contains the number or the code of the first item. */
final class PageCursor {

    private PageCursor() {}

    static String of(long next) {
        return of(Long.toString(next));
    }

    static String of(String next) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(next.getBytes(StandardCharsets.US_ASCII));
    }

    /** The number of the first requested item, from 1. */
    static long number(Map<String, String> query) {
        var written = text(query);
        try {
            return written.isEmpty() ? 1 : Long.parseLong(written);
        } catch (NumberFormatException wrong) {
            throw notOurs();
        }
    }

    /** The code of the first requested item; empty for the first page. */
    static String text(Map<String, String> query) {
        try {
            var text = new String(
                    Base64.getUrlDecoder().decode(query.getOrDefault("cursor", "")), StandardCharsets.US_ASCII);
            if (text.chars().anyMatch(one -> one <= ' ' || one > '~')) {
                throw notOurs();
            }
            return text;
        } catch (IllegalArgumentException wrong) {
            throw notOurs();
        }
    }

    private static RefusedException notOurs() {
        return Parameters.refused("cursor", "The cursor was not issued by this list.");
    }
}
