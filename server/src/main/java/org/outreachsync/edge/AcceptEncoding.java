package org.outreachsync.edge;

import org.jspecify.annotations.Nullable;

/** The header Accept-Encoding, of which only gzip matters. Parses it in linear time. */
final class AcceptEncoding {

    private static final String GZIP = "gzip";

    private AcceptEncoding() {}

    /** Whether the header accepts gzip: names it with a weight above 0. */
    static boolean takesGzip(@Nullable String header) {
        if (header == null) {
            return false;
        }
        for (int from = 0; from <= header.length(); ) {
            int comma = header.indexOf(',', from);
            int end = comma < 0 ? header.length() : comma;
            var offered = header.substring(from, end);
            int semicolon = offered.indexOf(';');
            var coding = semicolon < 0 ? offered : offered.substring(0, semicolon);
            if (coding.strip().equalsIgnoreCase(GZIP)) {
                return semicolon < 0
                        || !isNought(offered.substring(semicolon + 1).strip());
            }
            from = end + 1;
        }
        return false;
    }

    private static boolean isNought(String weight) {
        return weight.regionMatches(true, 0, "q=0", 0, 3)
                && weight.substring(3).chars().allMatch(digit -> digit == '0' || digit == '.');
    }
}
