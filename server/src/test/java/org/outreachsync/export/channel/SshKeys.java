package org.outreachsync.export.channel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/** Key pairs in OpenSSH's formats. */
final class SshKeys {

    private SshKeys() {}

    /** A new key; one of RSA is made once for all tests, because that takes seconds. */
    static KeyPair make(String kind) {
        return kind.equals("ssh-rsa") ? Rsa.PAIR : make(kind, 256);
    }

    private static final class Rsa {
        static final KeyPair PAIR = make("ssh-rsa", 2048);
    }

    private static KeyPair make(String kind, int bits) {
        try {
            return KeyUtils.generateKeyPair(kind, bits);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String publicLine(KeyPair pair) {
        return PublicKeyEntry.toString(pair.getPublic()) + " host@far";
    }

    static String privateText(KeyPair pair) {
        var text = new ByteArrayOutputStream();
        try {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "for this test", null, text);
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
