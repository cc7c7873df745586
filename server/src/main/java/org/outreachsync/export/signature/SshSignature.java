package org.outreachsync.export.signature;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/** The signature format of OpenSSH (PROTOCOL.sshsig), with Ed25519 (RFC 8032) and SHA-512. */
final class SshSignature {

    /** The name of the key type. */
    static final String KEY_TYPE = "ssh-ed25519";

    private static final String MAGIC = "SSHSIG";
    private static final int VERSION = 1;
    private static final String HASH = "sha512";
    private static final int LINE_LENGTH = 70;

    private SshSignature() {}

    /** What is written into a binary field. */
    private interface Fields {
        void write(DataOutputStream out) throws IOException;
    }

    /** A public key as OpenSSH encodes it. */
    static byte[] publicKey(byte[] key) {
        return bytes(out -> {
            string(out, KEY_TYPE);
            string(out, key);
        });
    }

    /**
     * Signs a message, in the form of a {@code .sig} file.
     *
     * @param namespace what signatures of this kind are for; a signature of another kind is not valid instead
     */
    static String sign(byte[] message, String namespace, PrivateKey privateKey, byte[] key) {
        try {
            var hash = MessageDigest.getInstance("SHA-512").digest(message);
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(bytes(out -> {
                out.write(MAGIC.getBytes(StandardCharsets.US_ASCII));
                string(out, namespace);
                string(out, "");
                string(out, HASH);
                string(out, hash);
            }));
            var signed = signature.sign();
            return armoured(bytes(out -> {
                out.write(MAGIC.getBytes(StandardCharsets.US_ASCII));
                out.writeInt(VERSION);
                string(out, publicKey(key));
                string(out, namespace);
                string(out, "");
                string(out, HASH);
                string(out, bytes(inner -> {
                    string(inner, KEY_TYPE);
                    string(inner, signed);
                }));
            }));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java cannot sign", impossible);
        }
    }

    private static String armoured(byte[] blob) {
        var lines = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encodeToString(blob);
        return "-----BEGIN SSH SIGNATURE-----\n" + lines + "\n-----END SSH SIGNATURE-----\n";
    }

    private static void string(DataOutputStream out, String text) throws IOException {
        string(out, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void string(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(Fields fields) {
        var bytes = new ByteArrayOutputStream();
        try {
            fields.write(new DataOutputStream(bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
