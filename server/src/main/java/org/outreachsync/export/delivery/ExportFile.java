package org.outreachsync.export.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A file of an export.
 *
 * @param name its name without folder, of letters, digits, dots, hyphens and underscores
 * @param mediaType its media type, such as {@code text/csv}
 * @param sha256 of its content, in 64 hexadecimal digits
 * @param content where it lies
 */
public record ExportFile(String name, String mediaType, String sha256, Content content) {

    /** The bytes of a file, which may be read several times and never change. */
    public interface Content {

        /** The number of bytes. */
        long size();

        /**
         * Opens the content.
         *
         * @throws IOException if it cannot be read
         */
        InputStream open() throws IOException;
    }

    /** A new digest of the kind that {@link #sha256} is of. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
