package org.outreachsync.device.enrol;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;

/**
 * Makes the device's key pair. On Android an implementation has the platform's key store make it, and the private key
 * never leaves that.
 */
@FunctionalInterface
public interface KeySource {

    /**
     * A new key pair on the curve P-256.
     *
     * @throws GeneralSecurityException when the platform cannot make one
     */
    KeyPair next() throws GeneralSecurityException;

    /** Key pairs made by the JDK, to be kept in the journal. */
    static KeySource of(SecureRandom random) {
        return () -> {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        };
    }
}
