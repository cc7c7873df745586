package org.outreachsync.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.outreachsync.cli.Arguments.UsageException;
import org.outreachsync.config.Limits;
import org.outreachsync.identity.Device;
import org.outreachsync.identity.Devices;
import org.outreachsync.identity.Person;
import org.outreachsync.identity.Role;

/** Every admin command. */
final class AdminCommands {

    private static final int PAGE = 500;

    private static final List<Command> OWN = List.of(
            new Command(
                    "code",
                    "SITE[,SITE...] [--minutes N]",
                    "Makes a one-time code that lets one tablet enrol for sites.",
                    Set.of("minutes"),
                    AdminCommands::makeCode),
            new Command(
                    "person add",
                    "--role ROLE [--sites SITE,...] [--name NAME]",
                    "Adds a person (role admin, manager or supervisor) and prints their token once.",
                    Set.of("role", "sites", "name"),
                    AdminCommands::addPerson),
            new Command(
                    "person revoke",
                    "ID",
                    "Ends a person's access; their token is not accepted any more.",
                    Set.of(),
                    AdminCommands::revokePerson),
            new Command(
                    "person list",
                    "",
                    "Lists people with their roles, until when their tokens are valid or since when they are not, and their sites.",
                    Set.of(),
                    AdminCommands::listPeople),
            new Command(
                    "device list",
                    "",
                    "Lists tablets with their states and sites.",
                    Set.of(),
                    AdminCommands::listDevices),
            device("device suspend", "Keeps a tablet from syncing for now.", Devices::suspend),
            device("device resume", "Lets a suspended tablet sync again.", Devices::resume),
            device(
                    "device revoke",
                    "Takes a tablet out for ever; it may hand in what it still holds.",
                    Devices::revoke),
            device("device wipe", "Tells a tablet to wipe itself at its next request.", Devices::wipe));

    static final List<Command> ALL = Stream.of(
                    List.of(InitCommand.MAKE),
                    SiteCommands.ALL,
                    OWN,
                    TargetCommands.ALL,
                    ImportCommand.ALL,
                    RecountCommands.ALL,
                    CodeCommands.ALL,
                    BackupCommand.ALL)
            .flatMap(List::stream)
            .toList();

    private AdminCommands() {}

    private static void makeCode(Arguments arguments, Desk desk, PrintStream out) {
        var limits = Limits.standard().identities();
        var asked = list(arguments.words(1).getFirst());
        var ttl = Duration.ofMinutes(
                Math.clamp(arguments.whole("minutes", limits.codeTtl().toMinutes()), 0, Integer.MAX_VALUE));
        var served = desk.identities().sites().existing(asked, limits.sitesOfOneMax());
        var issued = desk.identities().codes().make(served, ttl);
        out.println(issued.code());
        desk.notes()
                .println("This code enrols one tablet for " + String.join(", ", served) + " until " + issued.expires()
                        + ".");
    }

    private static void addPerson(Arguments arguments, Desk desk, PrintStream out) {
        arguments.words(0);
        var role = role(arguments.need("role"));
        var sites = list(arguments.option("sites", ""));
        if (!sites.isEmpty()) {
            desk.identities()
                    .sites()
                    .existing(sites, Limits.standard().identities().sitesOfOneMax());
        }
        var fallback = role.name().toLowerCase(Locale.ROOT);
        var issued = desk.identities().people().add(arguments.option("name", fallback), role, sites);
        out.println(issued.token());
        // Apart from the token, so that a file can take it without its ever being shown.
        desk.notes()
                .println("This is the token of " + issued.person().name() + ", valid until "
                        + issued.person().expires() + ". It cannot be shown again.");
    }

    private static Role role(String written) {
        return switch (written.toLowerCase(Locale.ROOT)) {
            case "admin" -> Role.ADMIN;
            case "manager" -> Role.MANAGER;
            case "supervisor" -> Role.SUPERVISOR;
            default -> throw new UsageException("--role must be admin, manager or supervisor.");
        };
    }

    private static void listPeople(Arguments arguments, Desk desk, PrintStream out) {
        arguments.words(0);
        desk.identities().people().list().forEach(person -> print(person, desk, out));
    }

    private static void revokePerson(Arguments arguments, Desk desk, PrintStream out) {
        print(desk.identities().people().revoke(arguments.words(1).getFirst()), desk, out);
    }

    private static void print(Person person, Desk desk, PrintStream out) {
        out.printf(
                "%-32s %-10s %-8s %-24s %-24s %s%n",
                person.id(),
                person.role(),
                state(person, desk),
                person.expires(),
                String.join(",", new TreeSet<>(person.sites())),
                person.name());
    }

    /** What the time after it means. */
    private static String state(Person person, Desk desk) {
        if (person.revoked() != null) {
            return "revoked";
        }
        return desk.around().clock().instant().isBefore(person.expires()) ? "until" : "expired";
    }

    private static void listDevices(Arguments arguments, Desk desk, PrintStream out) {
        arguments.words(0);
        var page = desk.identities().devices().list(1, PAGE);
        while (!page.isEmpty()) {
            page.forEach(device -> print(device, out));
            page = desk.identities().devices().list(page.getLast().no() + 1, PAGE);
        }
    }

    private static Command device(String name, String does, BiFunction<Devices, String, Device> act) {
        return new Command(
                name,
                "ID",
                does,
                Set.of(),
                (arguments, desk, out) -> print(
                        act.apply(
                                desk.identities().devices(), arguments.words(1).getFirst()),
                        out));
    }

    private static void print(Device device, PrintStream out) {
        out.printf(
                "%10d  %-32s %-12s epoch %-3d %s%n",
                device.no(),
                device.id(),
                device.state(),
                device.epoch(),
                String.join(",", new TreeSet<>(device.sites())));
    }

    private static Set<String> list(String written) {
        var items = new TreeSet<String>();
        for (var item : written.isBlank() ? new String[0] : written.split(",", -1)) {
            if (item.isBlank() || !items.add(item.strip())) {
                throw new UsageException("Name each site once, separated by commas, with nothing empty between them.");
            }
        }
        return items;
    }
}
