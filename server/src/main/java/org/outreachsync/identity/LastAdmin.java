package org.outreachsync.identity;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.keys.Sealer;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.identity.v1.StoredEndedAdmins;

/**
 * Ensures that one admin keeps access. Before an admin's access is ended, this is recorded in one document for all
 * admins. So servers and commands that end admins' access concurrently take turns, and the last one is refused.
 */
final class LastAdmin {

    private static final String ID = "ended-admins";
    /** How often another writer may end an admin's access between a read and a write. */
    private static final int TRIES_MAX = 64;

    private final SealedDocuments<StoredEndedAdmins> documents;

    LastAdmin(DocumentStore store, Sealer sealer) {
        this.documents = new SealedDocuments<>(store, sealer, Tables.HOUSEKEEPING, StoredEndedAdmins.parser());
    }

    /**
     * Records that an admin's access ends. Once this returns, the access may be ended, now or later.
     *
     * @param lasting the ids of all admins with access, freshly read
     * @throws RefusedException LAST_ADMIN if no other admin would be left
     */
    void end(String id, Supplier<Stream<String>> lasting) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            var held = documents.find(ID);
            var noted = held == null ? StoredEndedAdmins.getDefaultInstance() : held.body();
            if (noted.getIdsList().contains(id)) {
                return;
            }
            var admins = lasting.get().collect(Collectors.toSet());
            var ended = new LinkedHashSet<>(noted.getIdsList());
            // Entries of admins whose access has ended by now are dropped.
            ended.retainAll(admins);
            ended.add(id);
            if (ended.containsAll(admins)) {
                throw new RefusedException(
                        Code.LAST_ADMIN, "After that, nobody could add people. Add another admin first.");
            }
            if (written(held, StoredEndedAdmins.newBuilder().addAllIds(ended).build())) {
                return;
            }
        }
        throw new RefusedException(Code.BUSY, "Too many people are changing the access of admins at once. Try again.");
    }

    private boolean written(SealedDocuments.@Nullable Held<StoredEndedAdmins> before, StoredEndedAdmins next) {
        if (before != null) {
            return documents.replace(before, Map.of(), next);
        }
        try {
            documents.insert(ID, Map.of(), next);
            return true;
        } catch (DuplicateKeyException somebodyWasFaster) {
            return false;
        }
    }
}
