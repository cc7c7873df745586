package org.outreachsync.backup;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The keys of backups, in the forms of age (age-encryption.org/v1): a recipient {@code age1…}, which is public, and an
 * identity {@code AGE-SECRET-KEY-1…} in a file, as age-keygen writes it.
 */
public final class AgeKeys {

    private static final String IDENTITY = "AGE-SECRET-KEY-1";
    private static final long FILE_BYTES_MAX = 64 << 10;

    private AgeKeys() {}

    /**
     * Checks that all of them are recipients.
     *
     * @throws BackupException if one is not an X25519 recipient of age
     */
    public static void check(Collection<String> written) {
        written.forEach(AgeKeys::recipient);
    }

    private static RecipientStanzaWriter recipient(String written) {
        try {
            return X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(written);
        } catch (GeneralSecurityException | RuntimeException wrong) {
            throw new BackupException(
                    "\"" + written + "\" is not a recipient of age; one is written age1… and has 62 characters", wrong);
        }
    }

    /**
     * The recipients who can open a backup.
     *
     * @throws BackupException if one is not an X25519 recipient of age, or there is none
     */
    static List<RecipientStanzaWriter> recipients(Collection<String> written) {
        var recipients = new ArrayList<RecipientStanzaWriter>();
        written.forEach(one -> recipients.add(recipient(one)));
        if (recipients.isEmpty()) {
            throw new BackupException(
                    "a backup needs a recipient who can open it: set OUTREACH_BACKUP_RECIPIENTS, or name --recipient. ./outreach admin backup key FILE makes one",
                    null);
        }
        return recipients;
    }

    /**
     * The identities in a file.
     *
     * @throws BackupException if it cannot be read or holds none
     */
    static List<RecipientStanzaReader> identities(Path file) {
        var identities = new ArrayList<RecipientStanzaReader>();
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new BackupException(file + " is not a file with an identity: it is too large", null);
            }
            for (var line :
                    Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList()) {
                var word = line.strip();
                if (word.toUpperCase(Locale.ROOT).startsWith(IDENTITY)) {
                    identities.add(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(word));
                }
            }
        } catch (IOException unreadable) {
            throw new BackupException("the identity cannot be read", unreadable);
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            // Without the cause, whose message may hold the key.
            throw new BackupException("the identity in " + file + " is mistyped or damaged", null);
        }
        if (identities.isEmpty()) {
            throw new BackupException(
                    file + " holds no identity of age; a line of it begins with AGE-SECRET-KEY-1", null);
        }
        return identities;
    }

    /**
     * Makes an identity.
     *
     * @param file a file that does not exist yet; only its owner may read it
     * @return its recipient
     * @throws BackupException if the file exists or cannot be written
     */
    public static String make(Path file) {
        try {
            var pair = new X25519KeyPairGenerator().generateKeyPair();
            var recipient = pair.getPublic().toString();
            OwnerOnly.create(file);
            Files.writeString(
                    file, "# public key: " + recipient + "\n" + pair.getPrivate() + "\n", StandardCharsets.US_ASCII);
            return recipient;
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every JDK has X25519", impossible);
        } catch (IOException failed) {
            throw new BackupException("the identity was not written", failed);
        }
    }
}
