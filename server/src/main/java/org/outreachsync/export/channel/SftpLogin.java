package org.outreachsync.export.channel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** How this server logs in. Prints no secrets. */
public sealed interface SftpLogin {

    /** A password. */
    record Password(String password) implements SftpLogin {

        public Password {
            if (password.isEmpty()) {
                throw new IllegalArgumentException("A password is not empty.");
            }
        }

        @Override
        public String toString() {
            return "Password[]";
        }
    }

    /** A key pair. */
    record PrivateKey(KeyPair pair) implements SftpLogin {

        private static final int TEXT_LENGTH_MAX = 32 << 10;

        /**
         * Reads a private key.
         *
         * @param text as {@code ssh-keygen} writes it, without a passphrase
         * @throws IllegalArgumentException if it cannot be read
         */
        public static PrivateKey parse(String text) {
            try {
                if (text.length() <= TEXT_LENGTH_MAX) {
                    var found = SecurityUtils.loadKeyPairIdentities(
                            null,
                            NamedResource.ofName("private key"),
                            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                            FilePasswordProvider.EMPTY);
                    if (found != null && found.iterator().hasNext()) {
                        return new PrivateKey(found.iterator().next());
                    }
                }
            } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
                // The library's message may quote the key.
            }
            throw new IllegalArgumentException(
                    "The private key cannot be read. It must be in OpenSSH's format and have no passphrase.");
        }

        @Override
        public String toString() {
            return "PrivateKey[]";
        }
    }
}
