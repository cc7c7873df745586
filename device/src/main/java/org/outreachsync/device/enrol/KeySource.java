package org.outreachsync.device.enrol;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;

/**
 * Makes the device's key pair. On Android, implement it with the platform's key store, so that the private key never
 * leaves it.
 */
@FunctionalInterface
public interface KeySource {

    /**
     * A new key pair on the curve P-256.
     *
     * @throws GeneralSecurityException when the platform cannot make one
     */
    KeyPair next() throws GeneralSecurityException;

    /** Key pairs made in Java; they are stored in the journal. */
    static KeySource of(SecureRandom random) {
        return () -> {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        };
    }
}
