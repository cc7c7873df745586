package org.outreachsync.export.channel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.outreachsync.config.ChannelLimits;
import org.outreachsync.config.Limits;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.delivery.Parcel;

/** Parcels and limits for tests. */
final class Parcels {

    static final ChannelLimits LIMITS = Limits.standard().channels();
    static final int BIG = 300_000;

    private Parcels() {}

    /** A table, its sheet, and a manifest with its signature, in another order than they are delivered in. */
    static Parcel usual() {
        return of(
                file("manifest.json", "{\"files\":2}".getBytes(StandardCharsets.UTF_8)),
                file("hiv-2026Q1.csv", bytes(BIG)),
                file("manifest.json.minisig", bytes(100)),
                file("hiv-2026Q1.xlsx", bytes(40_000)));
    }

    static Parcel of(ExportFile... files) {
        return new Parcel("gf/HIV/2026Q1/1", "gf", "HIV", "2026Q1", 1, List.of(files));
    }

    /** The same bytes each time, and not to be compressed. */
    static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    static ExportFile file(String name, byte[] bytes) {
        return file(name, bytes, () -> {});
    }

    static ExportFile file(String name, byte[] bytes, Runnable whenOpened) {
        return new ExportFile(name, "application/octet-stream", sha256(bytes), content(bytes, whenOpened));
    }

    static ExportFile.Content content(byte[] bytes, Runnable whenOpened) {
        return new ExportFile.Content() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                whenOpened.run();
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    static byte[] read(ExportFile file) {
        try (var stream = file.content().open()) {
            return stream.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static ChannelLimits withSftp(Duration silence, Duration delivery, long chatterBytesMax) {
        var usual = LIMITS.sftp();
        return new ChannelLimits(
                LIMITS.parcels(),
                new ChannelLimits.Sftp(usual.connect(), usual.logIn(), silence, delivery, chatterBytesMax),
                LIMITS.mail(),
                LIMITS.push(),
                LIMITS.dhis2(),
                LIMITS.outbound(),
                LIMITS.exports(),
                LIMITS.donorKeys(),
                LIMITS.destinations());
    }

    static ChannelLimits withMail(Duration silence, Duration delivery, int replyBytesMax) {
        var usual = LIMITS.mail();
        return new ChannelLimits(
                LIMITS.parcels(),
                LIMITS.sftp(),
                new ChannelLimits.Mail(usual.connect(), silence, delivery, replyBytesMax, usual.recipientsMax()),
                LIMITS.push(),
                LIMITS.dhis2(),
                LIMITS.outbound(),
                LIMITS.exports(),
                LIMITS.donorKeys(),
                LIMITS.destinations());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
