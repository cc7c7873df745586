package org.outreachsync.keys;

import java.util.List;

/** Encrypts what a store may not see, and binds it to its place; or names it, where a store must find it again. */
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

    /**
     * A keyed name for what a store must find without seeing it: the same for the same parts on every server with these
     * keysets, and nothing to anybody without them. Hexadecimal.
     *
     * @param purpose what is named; each has a key of its own, so that names of two purposes cannot be compared
     * @param parts what is named, in order
     */
    String name(String purpose, List<byte[]> parts);
}
