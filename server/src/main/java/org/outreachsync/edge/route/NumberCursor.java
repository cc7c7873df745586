package org.outreachsync.edge.route;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/** Cursors of lists in the order of a number: opaque to the caller, the number of the next item to us. */
final class NumberCursor {

    private NumberCursor() {}

    static String of(long next) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Long.toString(next).getBytes(StandardCharsets.US_ASCII));
    }

    /** The number of the first item asked for, from 1. */
    static long read(Map<String, String> query) {
        var cursor = query.getOrDefault("cursor", "");
        try {
            return cursor.isEmpty() ? 1 : Long.parseLong(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException wrong) {
            throw new RefusedException(Code.PARAMETER, "The cursor is not one that this list gave.", Map.of("parameter", "cursor"));
        }
    }
}
