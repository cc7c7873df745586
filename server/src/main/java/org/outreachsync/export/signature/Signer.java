package org.outreachsync.export.signature;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.outreachsync.identity.SealedDocuments;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.exports.v1.StoredSigningKey;

/**
 * Signs the manifests of exports with a key of the programme, which lies in the store, sealed. It is made when it is
 * needed first, and never changes. A recipient who has {@link #allowedSigners()} in a file {@code allowed_signers}
 * checks a manifest with
 *
 * <pre>ssh-keygen -Y verify -f allowed_signers -I outreach-exports -n outreach-export -s NAME.sig &lt; NAME</pre>
 */
public final class Signer {

    /** Who signs, as OpenSSH names signers. */
    public static final String IDENTITY = "outreach-exports";

    /** What the signatures are for. */
    public static final String NAMESPACE = "outreach-export";

    private static final String ID = "export-signing-key";
    private static final int KEY_BYTES = 32;

    private final SealedDocuments<StoredSigningKey> documents;

    /** Signs with the key in this store. */
    public Signer(DocumentStore store, Sealer sealer) {
        this.documents = new SealedDocuments<>(store, sealer, Tables.HOUSEKEEPING, StoredSigningKey.parser());
    }

    /** A detached signature of a message, as the content of a {@code .sig} file; the same for the same message. */
    public String sign(byte[] message) {
        var key = key();
        try {
            var privateKey = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(key.getPrivateKey().toByteArray()));
            return SshSignature.sign(
                    message, NAMESPACE, privateKey, key.getPublicKey().toByteArray());
        } catch (GeneralSecurityException damaged) {
            // Without the cause, whose message may contain the key.
            throw new StoreException("the key that signs exports cannot be used", null);
        }
    }

    /** The public key, as OpenSSH writes it. */
    public String publicKey() {
        var blob = SshSignature.publicKey(key().getPublicKey().toByteArray());
        return SshSignature.KEY_TYPE + " " + Base64.getEncoder().encodeToString(blob);
    }

    /** The line for a recipient's file of signers whom OpenSSH accepts. */
    public String allowedSigners() {
        return IDENTITY + " namespaces=\"" + NAMESPACE + "\" " + publicKey();
    }

    private StoredSigningKey key() {
        var held = documents.find(ID);
        if (held == null) {
            try {
                documents.insert(ID, Map.of(), generate());
            } catch (DuplicateKeyException anotherServer) {
                // It made a key at the same time; that one holds.
            }
            held = documents.find(ID);
        }
        if (held == null) {
            throw new StoreException("the key that signs exports is gone", null);
        }
        return held.body();
    }

    private static StoredSigningKey generate() {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            // The encoding of a public key (RFC 8410) ends with its bytes.
            var encoded = pair.getPublic().getEncoded();
            return StoredSigningKey.newBuilder()
                    .setPrivateKey(ByteString.copyFrom(pair.getPrivate().getEncoded()))
                    .setPublicKey(ByteString.copyFrom(
                            Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length)))
                    .build();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java cannot make keys", impossible);
        }
    }
}
