package org.outreachsync.keys;

import java.util.List;

/**
 * Encrypts what a store must not see, and binds it to its seal context. Also computes keyed names, for what a store
 * must find without seeing it.
 */
public interface Sealer {

    /**
     * Seals a text.
     *
     * @param plain the text to protect
     * @param place the seal context; opening it with another one fails
     */
    byte[] seal(byte[] plain, String place);

    /**
     * Opens what was sealed for the same context.
     *
     * @throws SealException if it was changed or moved, or if its key is gone
     */
    byte[] open(byte[] sealed, String place);

    /**
     * A keyed name for what a store must find without seeing it: the same for the same parts on every server with these
     * keysets, and meaningless without them. Hexadecimal.
     *
     * @param purpose what is named; each purpose has its own key, so names of two purposes cannot be compared
     * @param parts what is named, in order
     */
    String name(String purpose, List<byte[]> parts);
}
