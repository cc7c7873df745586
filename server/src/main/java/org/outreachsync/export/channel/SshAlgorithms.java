package org.outreachsync.export.channel;

import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.Signature;

/**
 * The algorithms that are offered: no SHA-1, no CBC, no compression. ChaCha20-Poly1305 is left out as well, since a
 * server without strict key exchange lets others remove messages from its beginning (Terrapin).
 */
final class SshAlgorithms {

    private SshAlgorithms() {}

    /** Best first; the first two outlast quantum computers. */
    private static final List<BuiltinDHFactories> KEY_EXCHANGES = List.of(
            BuiltinDHFactories.mlkem768x25519,
            BuiltinDHFactories.sntrup761x25519,
            BuiltinDHFactories.sntrup761x25519_openssh,
            BuiltinDHFactories.curve25519,
            BuiltinDHFactories.curve25519_libssh,
            BuiltinDHFactories.ecdhp256,
            BuiltinDHFactories.ecdhp384,
            BuiltinDHFactories.ecdhp521,
            BuiltinDHFactories.dhg16_512,
            BuiltinDHFactories.dhg18_512,
            BuiltinDHFactories.dhg14_256);

    /** With which the user's key signs. */
    static List<NamedFactory<Signature>> ofUsers() {
        return Stream.of(HostKey.Kind.values())
                .flatMap(kind -> kind.signatures().stream())
                .toList();
    }

    static void set(SshClient client, HostKey.Kind hostKey) {
        client.setKeyExchangeFactories(
                NamedFactory.setUpTransformedFactories(true, KEY_EXCHANGES, ClientBuilder.DH2KEX));
        client.setCipherFactories(List.of(
                BuiltinCiphers.aes256gcm,
                BuiltinCiphers.aes128gcm,
                BuiltinCiphers.aes256ctr,
                BuiltinCiphers.aes128ctr));
        client.setMacFactories(List.of(
                BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha512etm, BuiltinMacs.hmacsha256, BuiltinMacs.hmacsha512));
        client.setCompressionFactories(List.of(BuiltinCompressions.none));
        client.setSignatureFactories(hostKey.signatures());
    }
}
