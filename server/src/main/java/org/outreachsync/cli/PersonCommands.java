package org.outreachsync.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.outreachsync.cli.Arguments.UsageException;
import org.outreachsync.identity.Person;
import org.outreachsync.identity.Role;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/** Admin commands about people. */
final class PersonCommands {

    static final List<Command> ALL = List.of(
            Command.of(
                    "person add",
                    "Adds a person and prints their token once.",
                    PersonCommands::add,
                    Parameters.neededChoice(
                            "role",
                            "ROLE",
                            "One of: admin, manager, supervisor, viewer.",
                            "admin",
                            "manager",
                            "supervisor",
                            "viewer"),
                    Parameters.option(
                            "sites", "SITE[,SITE...]", "The sites that the person works for. An admin works for all."),
                    Parameters.option("name", "NAME", "The display name; the role if absent.")),
            Command.of(
                    "person revoke",
                    "Ends a person's access; their token is not accepted any more.",
                    PersonCommands::revoke,
                    Parameters.word("ID", "The person's id, as person list shows it.")),
            Command.of(
                    "person list",
                    "Lists people with their roles, their sites, and how long their tokens are or were valid.",
                    PersonCommands::list));

    private static final String ROW = "%-32s %-10s %-8s %-24s %-24s %s";

    private PersonCommands() {}

    private static void add(Arguments arguments, Desk desk, PrintStream out) {
        var role = role(arguments.need("role"));
        var listed = arguments.option("sites");
        var sites = listed == null ? Set.<String>of() : SiteCommands.codes("--sites", listed);
        if (!sites.isEmpty()) {
            desk.identities().sites().existing(sites, desk.limits().sitesOfOneMax());
        }
        var fallback = role.name().toLowerCase(Locale.ROOT);
        var issued = desk.identities().people().add(arguments.option("name", fallback), role, sites);
        out.println(issued.token());
        // On another stream than the token, so that the token can go to a file without being shown.
        desk.notes()
                .println("This is the token of " + issued.person().name() + ", valid until "
                        + issued.person().expires() + ". It cannot be shown again.");
    }

    private static Role role(String written) {
        var role = Role.named(written);
        if (role == null) {
            throw new UsageException("--role must be admin, manager, supervisor or viewer.");
        }
        return role;
    }

    private static void list(Arguments arguments, Desk desk, PrintStream out) {
        Listing.print(
                desk.notes(),
                ROW.formatted("ID", "ROLE", "STATE", "TOKEN ENDS", "SITES", "NAME"),
                "There are no people yet.",
                desk.identities().people().list(),
                person -> print(person, desk, out));
    }

    private static void revoke(Arguments arguments, Desk desk, PrintStream out) {
        var people = desk.identities().people();
        try {
            var before = people.list();
            var revoked = people.revoke(arguments.word(0));
            print(revoked, desk, out);
            if (before.contains(revoked)) {
                desk.noteNothingChanged();
            }
        } catch (RefusedException refused) {
            if (refused.code() == Code.LAST_ADMIN) {
                desk.notes().println("This adds one: ./outreach admin person add --role admin");
            }
            throw refused;
        }
    }

    private static void print(Person person, Desk desk, PrintStream out) {
        out.println(ROW.formatted(
                person.id(),
                person.role(),
                state(person, desk),
                person.expires(),
                String.join(",", new TreeSet<>(person.sites())),
                person.name()));
    }

    /** The word for the time that follows. */
    private static String state(Person person, Desk desk) {
        if (person.revoked() != null) {
            return "revoked";
        }
        return desk.backend().clock().instant().isBefore(person.expires()) ? "until" : "expired";
    }
}
