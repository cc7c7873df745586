package org.outreachsync.edge;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.wire.Gunzip;

/**
 * Inflates a gzip body and counts what comes out, so that a small body cannot become a large one.
 *
 * @param bytesMax the most bytes that may come out
 * @param ratioMax the most bytes that may come out per byte that went in
 * @param freeBytes what may come out whatever the ratio: a few equal ops compress very well
 * @param membersMax the most members of a gzip stream
 */
record BoundedInflate(int bytesMax, int ratioMax, int freeBytes, int membersMax) {

    /**
     * The body without its encoding.
     *
     * @param encoding of the header Content-Encoding, empty when there is none
     * @throws RefusedException MEDIA_TYPE when it is not gzip or identity, MALFORMED when it is no whole gzip stream,
     *     TOO_LARGE over a bound
     */
    byte[] open(byte[] body, String encoding) {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> checked(body);
            case "gzip" -> inflate(body);
            default ->
                throw new RefusedException(
                        Code.MEDIA_TYPE,
                        "Send the body with Content-Encoding gzip, or with none.",
                        Map.of("encodings", List.of("gzip", "identity")));
        };
    }

    private byte[] checked(byte[] body) {
        if (body.length > bytesMax) {
            throw tooLarge();
        }
        return body;
    }

    private byte[] inflate(byte[] body) {
        long allowed = Math.min(bytesMax, Math.max(freeBytes, (long) body.length * ratioMax));
        try {
            return Gunzip.inflate(body, (int) allowed, membersMax);
        } catch (Gunzip.TooMuchException tooMuch) {
            throw tooLarge();
        } catch (IOException broken) {
            throw new RefusedException(Code.MALFORMED, "The body is not a whole gzip stream. Send the request again.");
        }
    }

    private RefusedException tooLarge() {
        return new RefusedException(
                Code.TOO_LARGE,
                "The body inflates to too much, or has too many gzip members. Send less in one request.",
                Map.of("inflated_bytes_max", bytesMax, "ratio_max", ratioMax, "members_max", membersMax));
    }
}
