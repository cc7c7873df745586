package org.outreachsync.edge;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.wire.BodyProof;

/**
 * The first look at the headers of a request, before anybody reads one of them.
 *
 * @param countMax the most headers
 * @param lengthMax the most characters of the name and the value of one
 */
record Heads(int countMax, int lengthMax) {

    /**
     * What means nothing when it comes twice: whoever reads the first and whoever reads the last would see two
     * different requests.
     */
    private static final List<String> SINGLE = List.of(
            "Authorization",
            "Content-Type",
            "Content-Encoding",
            BodyProof.REQUEST_HEADER,
            BodyProof.PROOF_HEADER,
            "If-None-Match");

    /** The name of a header that comes more than once and may not, or null. */
    static @Nullable String repeated(MultiMap headers) {
        return SINGLE.stream()
                .filter(name -> headers.getAll(name).size() > 1)
                .findFirst()
                .orElse(null);
    }

    /** The limit that they are over, by its name in the problem document, or null. */
    @Nullable
    Map<String, Object> over(MultiMap headers) {
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
