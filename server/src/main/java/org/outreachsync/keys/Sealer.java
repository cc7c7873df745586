package org.outreachsync.keys;

/** Encrypts what a store may not see, and binds it to its place. */
public interface Sealer {

    /**
     * Seals a text.
     *
     * @param plain what nobody else may read
     * @param place where it will lie; opening it elsewhere fails
     */
    byte[] seal(byte[] plain, String place);

    /**
     * Opens what was sealed for the same place.
     *
     * @throws SealException when it was changed, moved, or sealed under a key that is gone
     */
    byte[] open(byte[] sealed, String place);
}
