package org.outreachsync.export.dhis2;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.delivery.Parcel;

/** Files of parcels. */
final class SignedFiles {

    private SignedFiles() {}

    static Parcel parcel(ExportFile... files) {
        return new Parcel("moh/HIV/202604/1", "MOH", "HIV", "202604", 1, List.of(files));
    }

    static ExportFile file(String name, byte[] bytes) {
        return new ExportFile(name, "application/json", sha256(bytes), new ExportFile.Content() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        });
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
