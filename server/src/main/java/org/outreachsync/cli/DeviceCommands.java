package org.outreachsync.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.outreachsync.identity.Device;
import org.outreachsync.identity.Devices;

/** Admin commands about tablets. */
final class DeviceCommands {

    private static final String SITES = "SITE[,SITE...]";

    /** Makes an enrolment code. */
    static final Command CODE = Command.of(
            "code",
            "Makes a one-time code that lets one tablet enrol for sites.",
            DeviceCommands::makeCode,
            Parameters.word(SITES, "The sites that the tablet will work for."),
            Parameters.option("minutes", "N", "How long the code is valid: 1 to 10080 minutes; 15 if absent."));

    static final List<Command> ALL = List.of(
            Command.of("device list", "Lists tablets with their states and sites.", DeviceCommands::list),
            change("device suspend", "Suspends a tablet from syncing.", Devices::suspend),
            change("device resume", "Lets a suspended tablet sync again.", Devices::resume),
            change("device revoke", "Revokes a tablet permanently; it may still hand in its records.", Devices::revoke),
            change("device wipe", "Tells a tablet to wipe itself at its next request.", Devices::wipe));

    private static final String ROW = "%10s  %-32s %-12s %-9s %s";

    private DeviceCommands() {}

    private static Command change(String name, String does, BiFunction<Devices, String, Device> change) {
        return Command.of(
                name,
                does,
                (arguments, desk, out) -> {
                    var devices = desk.identities().devices();
                    var id = idOf(arguments.word(0), devices);
                    var before = devices.find(id);
                    var after = change.apply(devices, id);
                    print(after, out);
                    if (after.equals(before)) {
                        desk.noteNothingChanged();
                    }
                },
                Parameters.word("ID", "The tablet's id or its number, as device list shows them."));
    }

    /** The id of the tablet with this number, or the word itself. */
    private static String idOf(String word, Devices devices) {
        if (!word.chars().allMatch(Character::isDigit)) {
            return word;
        }
        return devices.all().stream()
                .filter(device -> Long.toString(device.no()).equals(word))
                .map(Device::id)
                .findFirst()
                .orElse(word);
    }

    private static void makeCode(Arguments arguments, Desk desk, PrintStream out) {
        var limits = desk.limits();
        var asked = SiteCommands.codes(SITES, arguments.word(0));
        var ttl = Duration.ofMinutes(
                arguments.whole("minutes", (int) limits.codeTtl().toMinutes()));
        var served = desk.identities().sites().existing(asked, limits.sitesOfOneMax());
        var issued = desk.identities().codes().make(served, ttl);
        out.println(issued.code());
        desk.notes()
                .println("This code enrols one tablet for " + String.join(", ", served) + " until " + issued.expires()
                        + ".");
    }

    private static void list(Arguments arguments, Desk desk, PrintStream out) {
        Listing.print(
                desk.notes(),
                ROW.formatted("NUMBER", "ID", "STATE", "EPOCH", "SITES"),
                "There are no tablets yet.",
                desk.identities().devices().all(),
                device -> print(device, out));
    }

    private static void print(Device device, PrintStream out) {
        out.println(ROW.formatted(
                device.no(),
                device.id(),
                device.state(),
                "epoch " + device.epoch(),
                String.join(",", new TreeSet<>(device.sites()))));
    }
}
