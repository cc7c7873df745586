package org.outreachsync.edge.route;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.run.Exports;
import org.outreachsync.refusal.Parameters;

/**
 * A page of exports, the newest first. Exports that are made at once have one time, so a cursor names a time and the
 * last export that was read at it.
 *
 * @param entries of this page
 * @param next where the next page begins, or null after the last
 */
record ExportPage(List<Entry> entries, @Nullable String next) {

    /** As many exports can have one time as a destination has data sets, for each of some servers. */
    private static final int SAME_TIME_MAX = 100;

    private static final char BETWEEN = ' ' + 1;

    /** Reads the page that a cursor names. */
    static ExportPage of(
            Exports exports,
            @Nullable String destination,
            @Nullable State state,
            Map<String, String> query,
            int pageMax) {
        var cursor = PageCursor.text(query);
        int at = cursor.indexOf(BETWEEN);
        var before = cursor.isEmpty() ? null : time(cursor, at);
        var last = cursor.substring(at + 1);
        var read = exports.list(destination, state, before, pageMax + SAME_TIME_MAX).stream()
                .filter(entry -> before == null
                        || entry.origin().created().isBefore(before)
                        || entry.id().toString().compareTo(last) < 0)
                .limit(pageMax + 1L)
                .toList();
        var page = read.stream().limit(pageMax).toList();
        return new ExportPage(page, read.size() > pageMax ? cursor(page.getLast()) : null);
    }

    private static String cursor(Entry last) {
        return PageCursor.of(last.origin().created().toEpochMilli() + String.valueOf(BETWEEN) + last.id());
    }

    private static Instant time(String cursor, int at) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(cursor.substring(0, Math.max(at, 0))));
        } catch (NumberFormatException wrong) {
            throw Parameters.refused("cursor", "The cursor was not issued by this list.");
        }
    }
}
