package org.outreachsync.sync;

import java.util.List;
import java.util.Set;
import org.outreachsync.wire.v1.Command;

/**
 * The device that asks, as identity knows it.
 *
 * @param deviceId its id
 * @param deviceNo its number, from 1
 * @param epoch its newest epoch
 * @param scopes the sites that it serves
 * @param formerScopes sites that were taken away from it
 * @param revoked whether it may only hand in what it still holds
 * @param lateBatchesLeft how many batches it may still hand in for quarantine, when revoked or for a former scope
 * @param commands what it has to do
 */
public record Caller(
        String deviceId,
        long deviceNo,
        int epoch,
        Set<String> scopes,
        Set<String> formerScopes,
        boolean revoked,
        int lateBatchesLeft,
        List<Command> commands) {

    public Caller {
        scopes = Set.copyOf(scopes);
        formerScopes = Set.copyOf(formerScopes);
        commands = List.copyOf(commands);
    }
}
