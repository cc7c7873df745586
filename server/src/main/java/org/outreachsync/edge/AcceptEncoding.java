package org.outreachsync.edge;

import java.util.List;

/** The header Accept-Encoding, of which only gzip matters. Parses it in linear time. */
final class AcceptEncoding {

    private static final String GZIP = "gzip";

    private AcceptEncoding() {}

    /** Whether the items of the header accept gzip: name it with a weight above 0. */
    static boolean takesGzip(List<String> items) {
        for (var offered : items) {
            int semicolon = offered.indexOf(';');
            var coding = semicolon < 0 ? offered : offered.substring(0, semicolon);
            if (coding.strip().equalsIgnoreCase(GZIP)) {
                return semicolon < 0
                        || !isNought(offered.substring(semicolon + 1).strip());
            }
        }
        return false;
    }

    private static boolean isNought(String weight) {
        return weight.regionMatches(true, 0, "q=0", 0, 3)
                && weight.substring(3).chars().allMatch(digit -> digit == '0' || digit == '.');
    }
}
