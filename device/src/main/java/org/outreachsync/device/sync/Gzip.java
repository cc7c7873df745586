package org.outreachsync.device.sync;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.outreachsync.wire.Gunzip;

/** Compression of bodies, with a bound on what an answer may inflate to. */
final class Gzip {

    private static final int INFLATED_BYTES_MAX = 64 * 1024 * 1024;
    private static final int MEMBERS_MAX = 8;

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
        return Gunzip.inflate(compressed, INFLATED_BYTES_MAX, MEMBERS_MAX);
    }
}
