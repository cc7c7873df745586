package org.outreachsync.keys;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Tables;

/**
 * Keeps one known thing in the store, made with all keysets, and refuses to work with others: they would split the data
 * in two.
 */
public final class KeyCheck {

    private static final String ID = "KEYS";
    private static final String PLACE = "keys";
    private static final String CODE = "key check";
    /** Counted up when what is stored is no longer understood. */
    private static final long FORM = 2;

    private KeyCheck() {}

    /** Whether the store has taken keysets as its own. */
    public static boolean isBegun(DocumentStore store) {
        return !store.get(Tables.WATERMARKS, List.of(ID)).isEmpty();
    }

    /**
     * Checks that these keysets are those of the store; a new store takes them as its own.
     *
     * @throws KeyringException when they are others
     */
    public static void check(DocumentStore store, Keyring keys) {
        var own = keys.clientKeys().keyOf(CODE);
        var held = store.get(Tables.WATERMARKS, List.of(ID));
        if (held.isEmpty()) {
            try {
                store.insert(
                        Tables.WATERMARKS,
                        new Document(ID, FORM, Map.of(), keys.sealer().seal(own, PLACE)));
                return;
            } catch (DuplicateKeyException otherServer) {
                held = store.get(Tables.WATERMARKS, List.of(ID));
            }
        }
        if (held.getFirst().version() != FORM) {
            throw new KeyringException(
                    "the store was begun by another snapshot of this program, whose form this one does not read; begin a new store",
                    null);
        }
        try {
            if (Arrays.equals(own, keys.sealer().open(held.getFirst().body(), PLACE))) {
                return;
            }
        } catch (SealException other) {
            throw new KeyringException(
                    "the keysets are not those of this store; set OUTREACH_KEYS to the folder that has them", other);
        }
        throw new KeyringException(
                "the keyset of client codes is not the one of this store; restore it, or people would be counted twice",
                null);
    }
}
