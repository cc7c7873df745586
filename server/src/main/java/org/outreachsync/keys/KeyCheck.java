package org.outreachsync.keys;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.StoreForm;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;

/**
 * Checks that the keysets belong to the store, by a probe in the store that was made with all of them. Other keysets
 * are refused, because they would split the data in two. The version of the probe is the {@link StoreForm} of the
 * store.
 */
public final class KeyCheck {

    private static final String ID = "KEYS";
    private static final String PLACE = "keys";
    private static final String CODE = "key check";

    private KeyCheck() {}

    /** Whether the store is already bound to keysets. */
    public static boolean isBegun(DocumentStore store) {
        return held(store) != null;
    }

    /** Whether a document is a probe. Earlier versions kept it among the watermarks. */
    public static boolean isOne(Table table, Document document) {
        return document.id().equals(ID) && (table.equals(Tables.HOUSEKEEPING) || table.equals(Tables.WATERMARKS));
    }

    private static @Nullable Document held(DocumentStore store) {
        for (var table : List.of(Tables.HOUSEKEEPING, Tables.WATERMARKS)) {
            var found = store.get(table, List.of(ID));
            if (!found.isEmpty()) {
                return found.getFirst();
            }
        }
        return null;
    }

    /**
     * Checks that these keysets are those of the store. A new store is bound to them.
     *
     * @throws KeyringException if they are not
     */
    public static void check(DocumentStore store, Keyring keys) {
        var held = held(store);
        if (held == null) {
            var own = keys.sealer().seal(keys.clientKeys().keyOf(CODE), PLACE);
            try {
                store.insert(Tables.HOUSEKEEPING, new Document(ID, StoreForm.CURRENT, Map.of(), own));
                return;
            } catch (DuplicateKeyException otherServer) {
                held = store.get(Tables.HOUSEKEEPING, List.of(ID)).getFirst();
            }
        }
        check(held, keys);
    }

    /**
     * Checks that these keysets are those with which a probe was made.
     *
     * @throws org.outreachsync.store.StoreException if the store has another form than this version
     * @throws KeyringException if they are not
     */
    public static void check(Document probe, Keyring keys) {
        StoreForm.check(probe.version());
        checkKeys(probe, keys);
    }

    /**
     * The form of a store, if it is an earlier one that can be changed into the current one. Its keysets are checked.
     *
     * @throws KeyringException if they are not those of the store
     */
    public static OptionalLong earlierForm(DocumentStore store, Keyring keys) {
        var held = held(store);
        if (held == null || !StoreForm.isEarlier(held.version())) {
            return OptionalLong.empty();
        }
        checkKeys(held, keys);
        return OptionalLong.of(held.version());
    }

    /** Has a store say that it is in the current form. */
    public static void raise(DocumentStore store) {
        var held = held(store);
        if (held != null) {
            store.replaceIfNewer(
                    Tables.HOUSEKEEPING, List.of(new Document(ID, StoreForm.CURRENT, Map.of(), held.body())));
            store.remove(Tables.WATERMARKS, store.get(Tables.WATERMARKS, List.of(ID)));
        }
    }

    private static void checkKeys(Document probe, Keyring keys) {
        try {
            if (Arrays.equals(keys.clientKeys().keyOf(CODE), keys.sealer().open(probe.body(), PLACE))) {
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
