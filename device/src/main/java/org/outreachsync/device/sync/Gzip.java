package org.outreachsync.device.sync;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compression of bodies, with a bound on what an answer may inflate to. */
final class Gzip {

    private static final int INFLATED_BYTES_MAX = 64 * 1024 * 1024;
    private static final int BUFFER_BYTES = 8 * 1024;

    private Gzip() {}

    static byte[] deflate(byte[] plain) {
        var bytes = new ByteArrayOutputStream(plain.length / 2 + 64);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot fail to be written", impossible);
        }
        return bytes.toByteArray();
    }

    static byte[] inflate(byte[] compressed) throws IOException {
        var bytes = new ByteArrayOutputStream(4 * compressed.length);
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            var buffer = new byte[BUFFER_BYTES];
            for (int length = gzip.read(buffer); length >= 0; length = gzip.read(buffer)) {
                bytes.write(buffer, 0, length);
                if (bytes.size() > INFLATED_BYTES_MAX) {
                    throw new IOException("the answer inflates to more than " + INFLATED_BYTES_MAX + " bytes");
                }
            }
        }
        return bytes.toByteArray();
    }
}
