package org.outreachsync.device.journal;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/** AES in Galois/Counter Mode (NIST SP 800-38D): a random 96-bit nonce, the ciphertext, a 128-bit tag. */
public final class AesGcmSeal implements Seal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random;
    private @Nullable SecretKey key;

    /**
     * Seals with this key.
     *
     * @param key an AES key of 128 or 256 bits
     * @param random where nonces come from; must be unpredictable outside tests
     */
    public AesGcmSeal(SecretKey key, SecureRandom random) {
        this.key = key;
        this.random = random;
    }

    @Override
    public byte[] seal(byte[] plain) throws GeneralSecurityException {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(Cipher.ENCRYPT_MODE, key(), new GCMParameterSpec(TAG_BITS, nonce));
        var sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plain.length));
        int length = cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
        return NONCE_BYTES + length == sealed.length ? sealed : Arrays.copyOf(sealed, NONCE_BYTES + length);
    }

    @Override
    public byte[] open(byte[] sealed) throws GeneralSecurityException {
        if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
            throw new GeneralSecurityException("too short to be sealed");
        }
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(Cipher.DECRYPT_MODE, key(), new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
        return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    }

    @Override
    public void forget() {
        key = null;
    }

    private SecretKey key() throws GeneralSecurityException {
        var known = key;
        if (known == null) {
            throw new GeneralSecurityException("the key was destroyed");
        }
        return known;
    }
}
