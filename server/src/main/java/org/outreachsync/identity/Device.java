package org.outreachsync.identity;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.wire.v1.Command;
import org.outreachsync.wire.v1.CommandKind;

/**
 * A tablet.
 *
 * @param id its id
 * @param no its number in the programme, drawn at random from 1 to 2^31 - 1; never changes
 * @param epoch counts its enrolments, from 1
 * @param state what it may do
 * @param sites the sites that it serves
 * @param formerSites sites that were taken away from it
 * @param lateBatches batches that it handed in although it, or the site, is not served any more, since it was last
 *     revoked or lost a site
 * @param commands what it has to do and has not confirmed
 * @param model as it said
 * @param appVersion as it said last
 * @param enrolled when it enrolled last
 * @param seen when it synced last, to some minutes; the epoch of 1970 when it never did
 */
public record Device(
        String id,
        long no,
        int epoch,
        State state,
        Set<String> sites,
        Set<String> formerSites,
        int lateBatches,
        List<Command> commands,
        String model,
        String appVersion,
        Instant enrolled,
        Instant seen) {

    public Device {
        sites = Set.copyOf(sites);
        formerSites = Set.copyOf(formerSites);
        commands = List.copyOf(commands);
    }

    /** The command to wipe itself that it was given and has not confirmed. */
    public Optional<Command> wipe() {
        return commands.stream()
                .filter(command -> command.getKind() == CommandKind.COMMAND_KIND_WIPE)
                .findAny();
    }

    /** The refusal of a sync, if it is {@link State#isOut out}. It holds what the device has to do. */
    public RefusedException refusal() {
        if (state == State.WIPED) {
            return new RefusedException(
                    Code.DEVICE_REVOKED, "The tablet is wiped. Enrol it as a new tablet.", Map.of("wiped", true));
        }
        return toWipe(
                wipe().isPresent()
                        ? "The tablet may not sync any more. Wipe it and confirm the command."
                        : "The tablet may not sync any more.");
    }

    /** A refusal that tells it to wipe itself. It holds the command until the device has confirmed it. */
    RefusedException toWipe(String message) {
        var details = new HashMap<String, Object>(Map.of("wipe", true));
        wipe().ifPresent(command -> details.put("command", command.getId()));
        return new RefusedException(Code.DEVICE_REVOKED, message, details);
    }

    /** The command to forget a site. */
    public static Command removalOf(String site) {
        return Command.newBuilder()
                .setId("remove/" + site)
                .setKind(CommandKind.COMMAND_KIND_REMOVE_SCOPE)
                .setScope(site)
                .build();
    }

    /** Whether it was told to forget a site and has not confirmed that. */
    public boolean isToForget(String site) {
        return commands.stream()
                .anyMatch(command -> command.getKind() == CommandKind.COMMAND_KIND_REMOVE_SCOPE
                        && command.getScope().equals(site));
    }

    /** What a device may do. */
    public enum State {
        /** Syncs. */
        ACTIVE,
        /** May not sync for now; keeps what it has. */
        SUSPENDED,
        /** May hand in what it still holds, then is told to wipe itself. */
        REVOKED,
        /** Is told to wipe itself at once. */
        WIPE_PENDING,
        /** Has confirmed that it wiped itself. */
        WIPED;

        /** Whether it may never sync again under this enrolment. */
        public boolean isOut() {
            return this == REVOKED || this == WIPE_PENDING || this == WIPED;
        }
    }
}
