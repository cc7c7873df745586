package org.outreachsync.edge;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.wire.BodyProof;

/**
 * The first check of a request's headers, before any of them is used.
 *
 * @param countMax the maximum number of headers
 * @param lengthMax the maximum length of a header, name and value together
 */
record Heads(int countMax, int lengthMax) {

    /**
     * Headers that must not be repeated: a reader of the first and a reader of the last value would see two different
     * requests.
     */
    private static final List<String> SINGLE = List.of(
            "Authorization",
            "Content-Type",
            "Content-Encoding",
            BodyProof.REQUEST_HEADER,
            BodyProof.PROOF_HEADER,
            "If-None-Match");

    /** The name of a header that is repeated but must not be, or null. */
    static @Nullable String repeated(MultiMap headers) {
        return SINGLE.stream()
                .filter(name -> headers.getAll(name).size() > 1)
                .findFirst()
                .orElse(null);
    }

    /** The limit that the headers exceed, by its name in the problem document, or null. */
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
