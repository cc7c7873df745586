package org.outreachsync.device.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.store.DeviceState;
import org.outreachsync.device.store.Draft;
import org.outreachsync.wire.device.v1.Device;
import org.outreachsync.wire.device.v1.ScopeHead;
import org.outreachsync.wire.v1.Command;
import org.outreachsync.wire.v1.CommandKind;

/**
 * Carries out the server's commands about sites and notes them for confirmation. If a confirmation was lost, the
 * command comes again; it is already done and is only confirmed again. The engine handles wipes.
 */
public final class Commands {

    private Commands() {}

    public static Optional<Command> wipe(List<Command> commands) {
        return commands.stream()
                .filter(command -> command.getKind() == CommandKind.COMMAND_KIND_WIPE)
                .findFirst();
    }

    /**
     * Drafts the commands about sites.
     *
     * @param confirmed commands that this request confirmed; the server may repeat them in its answer
     * @param device the state of the device; the caller drafts it afterwards
     * @param answered the head of the site that the answer is about; the caller drafts it afterwards
     */
    static void draft(
            List<Command> commands,
            List<String> confirmed,
            DeviceState state,
            Draft draft,
            Device.Builder device,
            ScopeHead.Builder answered) {
        for (var command : commands) {
            boolean own = command.getScope().equals(answered.getScope());
            var known = state.site(command.getScope());
            var head = own ? answered : known == null ? null : known.head().toBuilder();
            boolean done = switch (command.getKind()) {
                case COMMAND_KIND_ADD_SCOPE -> add(command, draft, head, own);
                case COMMAND_KIND_REMOVE_SCOPE -> leave(command, draft, head, own);
                default -> false;
            };
            if (done && !confirmed.contains(command.getId())) {
                done(device, command.getId());
            }
        }
    }

    private static boolean add(Command command, Draft draft, ScopeHead.@Nullable Builder head, boolean own) {
        var added = head == null
                ? ScopeHead.newBuilder()
                        .setScope(command.getScope())
                        .setNextOp(1)
                        .setNextBatch(1)
                : head;
        added.setRemoved(false).clearLeavingCommand();
        if (!own) {
            draft.head(added.build());
        }
        return true;
    }

    /**
     * Marks a site to be left once its last ops are sent. Whether that is done already, or the tablet never had the
     * site.
     */
    private static boolean leave(Command command, Draft draft, ScopeHead.@Nullable Builder head, boolean own) {
        if (head == null || head.getRemoved()) {
            return true;
        }
        if (head.getLeavingCommand().isEmpty()) {
            head.setLeavingCommand(command.getId());
            if (!own) {
                draft.head(head.build());
            }
        }
        return false;
    }

    /** Notes a command as carried out, to be confirmed by the next request. */
    public static void done(Device.Builder device, String command) {
        if (!device.getDoneCommandsList().contains(command)) {
            device.addDoneCommands(command);
        }
    }

    /** Forgets commands whose confirmation the server has received. */
    public static void confirmed(Device.Builder device, List<String> commands) {
        var left = new ArrayList<>(device.getDoneCommandsList());
        left.removeAll(commands);
        device.clearDoneCommands().addAllDoneCommands(left);
    }
}
