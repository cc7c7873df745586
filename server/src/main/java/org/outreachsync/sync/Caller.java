package org.outreachsync.sync;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.outreachsync.wire.v1.Command;
import org.outreachsync.wire.v1.CommandKind;

/**
 * The device that asks, as identity knows it.
 *
 * @param deviceId its id
 * @param deviceNo its number, from 1
 * @param epoch its newest epoch
 * @param sites the sites that it serves
 * @param formerSites sites that were taken away from it
 * @param revoked whether it may only hand in what it still holds
 * @param lateBatchesLeft how many batches it may still hand in for quarantine, when revoked or for a former site
 * @param commands what it has to do
 * @param doneCommands the ids of commands that it says it has carried out, known to the server or not
 * @param enrolledAt when it enrolled last, milliseconds since 1970
 */
public record Caller(
        String deviceId,
        long deviceNo,
        int epoch,
        Set<String> sites,
        Set<String> formerSites,
        boolean revoked,
        int lateBatchesLeft,
        List<Command> commands,
        Collection<String> doneCommands,
        long enrolledAt) {

    public Caller {
        sites = Set.copyOf(sites);
        formerSites = Set.copyOf(formerSites);
        commands = List.copyOf(commands);
        doneCommands = List.copyOf(doneCommands);
    }

    /** A device that confirms nothing, and enrolled long ago. */
    public Caller(
            String deviceId,
            long deviceNo,
            int epoch,
            Set<String> sites,
            Set<String> formerSites,
            boolean revoked,
            int lateBatchesLeft,
            List<Command> commands) {
        this(deviceId, deviceNo, epoch, sites, formerSites, revoked, lateBatchesLeft, commands, List.of(), 0);
    }

    /** The command to forget a site. */
    static Command removalOf(String site) {
        return Command.newBuilder()
                .setId("remove/" + site)
                .setKind(CommandKind.COMMAND_KIND_REMOVE_SCOPE)
                .setScope(site)
                .build();
    }

    /** Whether it was told to forget a site and has not confirmed that. */
    boolean isToForget(String site) {
        return commands.stream()
                .anyMatch(command -> command.getKind() == CommandKind.COMMAND_KIND_REMOVE_SCOPE
                        && command.getScope().equals(site));
    }

    /**
     * Whether this very request says that it has forgotten a site, for the first time or once more, since the answer
     * was lost.
     */
    boolean saysForgotten(String site) {
        return doneCommands.contains(removalOf(site).getId());
    }
}
