package org.outreachsync.export.destination;

import org.outreachsync.identity.DonorKey;
import org.outreachsync.identity.DonorKeys;

/**
 * Removes destinations: their schedule ends, nothing more is delivered to them, their keys and credentials end. What
 * they were told stays in the ledger, and every version of their document is kept.
 *
 * @param destinations the destinations
 * @param credentials by which their servers know this one
 * @param keys by which they fetch files
 */
public record Removal(Destinations destinations, Credentials credentials, DonorKeys keys) {

    /**
     * Removes a destination, also one that cannot be used any more.
     *
     * @param by who removes it
     * @throws org.outreachsync.refusal.RefusedException NOT_FOUND if there is none; VERSION_CONFLICT if somebody saves
     *     it at the same time
     */
    public void remove(String code, String by) {
        destinations.saved(code);
        keys.list(code).stream().map(DonorKey::id).forEach(keys::revoke);
        credentials.list(code).forEach(one -> credentials.remove(code, one.name()));
        destinations.remove(code, by);
    }
}
