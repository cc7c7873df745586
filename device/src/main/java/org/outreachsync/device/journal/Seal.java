package org.outreachsync.device.journal;

import java.security.GeneralSecurityException;

/**
 * Encryption at rest. On Android, implement it with a key in the platform's key store; {@link AesGcmSeal} uses a key
 * that is passed to it.
 */
public interface Seal {

    /** No encryption; for tests and simulations. */
    Seal NONE = new Seal() {
        @Override
        public byte[] seal(byte[] plain) {
            return plain;
        }

        @Override
        public byte[] open(byte[] sealed) {
            return sealed;
        }
    };

    /**
     * Encrypts and authenticates.
     *
     * @throws GeneralSecurityException when the key cannot be used
     */
    byte[] seal(byte[] plain) throws GeneralSecurityException;

    /**
     * Verifies and decrypts.
     *
     * @throws GeneralSecurityException when the bytes were sealed with another key or were changed
     */
    byte[] open(byte[] sealed) throws GeneralSecurityException;

    /** Destroys the key, so that nothing sealed with it can be opened again. Called by a wipe. */
    default void forget() {}
}
