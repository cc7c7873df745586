package org.outreachsync.export.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.Locale;
import org.outreachsync.export.delivery.ExportFile;

/** Copies content and compares it with what the file is said to hold. */
final class ContentCheck {

    private static final int BUFFER_BYTES = 32 << 10;

    /** The reason for people. */
    static final String DAMAGED = "A file of the export was damaged here.";

    private ContentCheck() {}

    /** The file here does not hold what it held when it was written. */
    static final class DamagedException extends IOException {

        DamagedException() {
            super(DAMAGED);
        }
    }

    /**
     * Copies a file.
     *
     * @throws DamagedException if its size or its SHA-256 is not what it should be
     */
    static void copy(ExportFile file, OutputStream to) throws IOException {
        try (var from = file.content().open()) {
            if (!isSame(file, from, to)) {
                throw new DamagedException();
            }
        }
    }

    /** Whether a stream holds exactly this file. Reads at most one buffer more than that. */
    static boolean holds(InputStream stream, ExportFile file) throws IOException {
        return isSame(file, stream, OutputStream.nullOutputStream());
    }

    private static boolean isSame(ExportFile file, InputStream from, OutputStream to) throws IOException {
        var digest = ExportFile.digest();
        var buffer = new byte[BUFFER_BYTES];
        long left = file.content().size();
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            left -= read;
            if (left < 0) {
                return false;
            }
            digest.update(buffer, 0, read);
            to.write(buffer, 0, read);
        }
        return left == 0
                && HexFormat.of()
                        .formatHex(digest.digest())
                        .equals(file.sha256().toLowerCase(Locale.ROOT));
    }
}
