package org.outreachsync.device.journal;

import java.security.GeneralSecurityException;

/**
 * Encryption at rest. On Android an implementation keeps its key in the platform's key store; {@link AesGcmSeal} takes
 * the key as it is given.
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
     * The way back.
     *
     * @throws GeneralSecurityException when the bytes were not sealed with this key, or were changed since
     */
    byte[] open(byte[] sealed) throws GeneralSecurityException;

    /** Destroys the key: what was sealed cannot be opened any more. Called by a wipe. */
    default void forget() {}
}
