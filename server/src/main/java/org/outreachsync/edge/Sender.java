package org.outreachsync.edge;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.outreachsync.wire.BodyProof;

/** Writes answers, with the headers that every answer has. */
final class Sender {

    private static final String POLICY =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    /** An answer belongs to one request, and a proxy that transforms it may break it. */
    private static final String CACHING = "no-store, no-transform";

    private static final String TRANSPORT = "max-age=31536000; includeSubDomains";

    private Sender() {}

    /**
     * An answer in the form in which it is sent.
     *
     * @param answer the answer
     * @param bytes its body, compressed or not
     * @param gzipped whether the body is compressed
     * @param proof of the answer, for the caller
     */
    record Packed(Answer answer, byte[] bytes, boolean gzipped, String proof) {}

    /** A file, whose bytes are not there yet, so nothing is proved of them. Its ETag is a hash of them. */
    private static Packed unread(Answer answer) {
        return new Packed(answer, answer.body(), false, "");
    }

    static Packed plain(Answer answer, Proofs proofs) {
        return new Packed(answer, answer.body(), false, proofs.of(answer));
    }

    /** Compresses the answer if the caller accepts gzip and the body is large enough. */
    static Packed pack(Answer answer, Proofs proofs, List<String> acceptEncoding, int bytesMin) {
        if (answer.file() != null) {
            return unread(answer);
        }
        if (answer.body().length < bytesMin || !AcceptEncoding.takesGzip(acceptEncoding)) {
            return plain(answer, proofs);
        }
        var packed = new ByteArrayOutputStream(answer.body().length / 2);
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(answer.body());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Packed(answer, packed.toByteArray(), true, proofs.of(answer));
    }

    /** Sends an answer; completes when the operating system has its last byte. */
    static Future<Void> send(HttpServerResponse response, Packed packed, boolean tls, boolean thenClose) {
        head(response, packed, tls, thenClose);
        return response.end(Buffer.buffer(packed.bytes()));
    }

    /** Sends a file; completes when the operating system has its last byte. */
    static Future<Void> send(
            HttpServerResponse response,
            Packed packed,
            Answer.Source file,
            boolean tls,
            Downloads downloads,
            Context context) {
        head(response, packed, tls, false);
        response.headers().set("Content-Length", Long.toString(file.size()));
        return downloads.send(context, response, file);
    }

    /** Writes the last answer of a connection without ending the response. */
    static void write(HttpServerResponse response, Packed packed, boolean tls) {
        head(response, packed, tls, true);
        response.headers().set("Content-Length", Integer.toString(packed.bytes().length));
        response.write(Buffer.buffer(packed.bytes()));
    }

    private static void head(HttpServerResponse response, Packed packed, boolean tls, boolean thenClose) {
        response.setStatusCode(packed.answer().status());
        var headers = response.headers();
        headers.set("Content-Type", packed.answer().mediaType())
                .set("Cache-Control", CACHING)
                .set("Content-Security-Policy", POLICY)
                .set("Cross-Origin-Resource-Policy", "same-origin")
                .set("Referrer-Policy", "no-referrer")
                .set("Vary", "Accept-Encoding")
                .set("X-Content-Type-Options", "nosniff");
        if (!packed.proof().isEmpty()) {
            headers.set(BodyProof.PROOF_HEADER, packed.proof());
        }
        if (tls) {
            headers.set("Strict-Transport-Security", TRANSPORT);
        }
        if (packed.gzipped()) {
            headers.set("Content-Encoding", "gzip");
        }
        if (thenClose) {
            headers.set("Connection", "close");
        }
        packed.answer().headers().forEach(headers::set);
    }
}
