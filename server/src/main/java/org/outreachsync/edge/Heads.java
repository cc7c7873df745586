package org.outreachsync.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
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
            "Host",
            "Authorization",
            "Content-Type",
            "Content-Encoding",
            BodyProof.REQUEST_HEADER,
            BodyProof.PROOF_HEADER,
            "If-None-Match",
            "If-Match");

    /** What is wrong with the headers, as a sentence for the caller, or null. */
    static @Nullable String mistake(HttpServerRequest request) {
        var headers = request.headers();
        for (var name : SINGLE) {
            if (headers.getAll(name).size() > 1) {
                return "Send the header " + name + " only once.";
            }
        }
        if (request.version() == HttpVersion.HTTP_1_1 && !headers.contains(HttpHeaders.HOST)) {
            return "Send the header Host.";
        }
        if (headers.contains(HttpHeaders.HOST) && request.authority() == null) {
            return "The header Host cannot be read.";
        }
        var encodings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
        return encodings.isEmpty() || isChunked(encodings)
                ? null
                : "The only value that Transfer-Encoding may have is chunked.";
    }

    /** The parser takes any list that ends with chunked, and passes on the body in the other encodings. */
    private static boolean isChunked(List<String> lines) {
        var encodings = HeaderList.items(lines);
        // Only a folded line still begins with a blank, and not every reader reads on.
        boolean isFolded = lines.stream().anyMatch(line -> line.startsWith(" "));
        return encodings.size() == 1 && encodings.getFirst().equalsIgnoreCase("chunked") && !isFolded;
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
