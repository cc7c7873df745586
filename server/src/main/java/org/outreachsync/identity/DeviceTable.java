package org.outreachsync.identity;

import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.outreachsync.identity.SealedDocuments.Held;
import org.outreachsync.identity.SealedDocuments.Next;
import org.outreachsync.keys.Sealer;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.identity.v1.StoredDevice;

/** The table of devices: look-up by id, token and number, and changes that do not overwrite concurrent ones. */
final class DeviceTable {

    private static final String BY_NO = "devices_no";
    private static final String BY_TOKEN = "devices_token";
    /** How often another writer may take the same number between a read and a write. */
    private static final int TRIES_MAX = 64;

    private final SealedDocuments<StoredDevice> documents;

    DeviceTable(DocumentStore store, Sealer sealer) {
        this.documents = new SealedDocuments<>(store, sealer, Tables.DEVICES, StoredDevice.parser());
    }

    @Nullable
    Held<StoredDevice> find(String id) {
        return documents.find(id);
    }

    @Nullable
    Held<StoredDevice> byTokenHash(String hash) {
        var found = documents.range(Range.last(BY_TOKEN, List.of(hash)));
        return found.isEmpty() || !Secrets.same(found.getFirst().text("token"), hash) ? null : found.getFirst();
    }

    List<Held<StoredDevice>> list(long fromNo, int limit) {
        return documents.range(Range.ascending(BY_NO, List.of(SealedDocuments.PROGRAMME), fromNo, null, limit));
    }

    /**
     * Adds a device under a free number.
     *
     * @param numbers draws a number; called again if it is taken
     * @return the device as it was added, even if it was changed immediately; null if the id exists already
     */
    @Nullable
    Held<StoredDevice> add(String id, LongSupplier numbers, String tokenHash, StoredDevice device) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            try {
                var fields = DeviceCodec.fields(numbers.getAsLong(), tokenHash);
                documents.insert(id, fields, device);
                return new Held<>(id, 1, fields, device);
            } catch (DuplicateKeyException taken) {
                if (documents.find(id) != null) {
                    return null;
                }
            }
        }
        throw new RefusedException(Code.BUSY, "No number was found for the tablet. Try again.");
    }

    /** The outcome of a decision. A null token hash keeps the token; a null body leaves the device unchanged. */
    record Change(@Nullable String tokenHash, @Nullable StoredDevice body) {
        static final Change NONE = new Change(null, null);

        static Change to(StoredDevice.Builder body) {
            return new Change(null, body.build());
        }
    }

    /** Decides a change from the state of a device. Called again if another writer was faster. */
    interface Decision {
        Change on(Held<StoredDevice> held);
    }

    /**
     * Changes a device.
     *
     * @throws RefusedException NOT_FOUND for an unknown id, or what the decision throws
     */
    Held<StoredDevice> update(String id, Decision decision) {
        return documents.update(id, "tablet", held -> {
            var change = decision.on(held);
            var token = change.tokenHash() == null ? held.text("token") : change.tokenHash();
            return change.body() == null
                    ? null
                    : new Next<>(DeviceCodec.fields(held.number("no"), token), change.body());
        });
    }
}
