package org.outreachsync.edge;

import io.vertx.core.MultiMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first look at the headers of a request, before anybody reads one of them.
 *
 * @param countMax the most headers
 * @param lengthMax the most characters of the name and the value of one
 */
record Heads(int countMax, int lengthMax) {

    /** The limit that they are over, by its name in the problem document, or null. */
    @Nullable Map<String, Object> over(MultiMap headers) {
        int count = 0;
        for (var header : headers) {
            count++;
            if (header.getKey().length() + header.getValue().length() > lengthMax) {
                return Map.of("header_length_max", lengthMax);
            }
        }
        return count > countMax ? Map.of("headers_max", countMax) : null;
    }
}
