package org.outreachsync.device.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.outreachsync.wire.Gunzip;

/** Compresses requests, and inflates answers up to a limit. */
public final class Gzip {

    private static final int INFLATED_BYTES_MAX = 64 * 1024 * 1024;
    private static final int MEMBERS_MAX = 8;

    private Gzip() {}

    public static byte[] deflate(byte[] plain) {
        var bytes = new ByteArrayOutputStream(plain.length / 2 + 64);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot fail to be written", impossible);
        }
        return bytes.toByteArray();
    }

    public static byte[] inflate(byte[] compressed) throws IOException {
        return Gunzip.inflate(compressed, INFLATED_BYTES_MAX, MEMBERS_MAX);
    }
}
