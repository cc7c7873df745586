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

    static KeyPair make(String kind) {
        int bits = switch (kind) {
            case "ssh-rsa" -> 2048;
            default -> 256;
        };
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
