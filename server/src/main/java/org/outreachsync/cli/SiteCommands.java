package org.outreachsync.cli;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.outreachsync.identity.Placement;
import org.outreachsync.identity.Site;

/** Admin commands about sites and where they belong. */
final class SiteCommands {

    private static final String PLACE = "--country CC --region CODE [--project N] [--provider PROVIDER]";
    private static final Set<String> OPTIONS = Set.of("country", "region", "project", "provider", "from");

    static final List<Command> ALL = List.of(
            new Command(
                    "site add",
                    "CODE NAME [" + PLACE + " [--from DATE]]",
                    "Adds a site; it belongs there from the start of the programme, or from a date on.",
                    OPTIONS,
                    SiteCommands::add),
            new Command(
                    "site place",
                    "CODE --from DATE " + PLACE,
                    "Moves a site, or opens it again, from a date on (provider PUBLIC, COMMUNITY_LED or OTHER).",
                    OPTIONS,
                    SiteCommands::place),
            new Command(
                    "site close",
                    "CODE --on DATE",
                    "Closes a site; the date is the first day on which it does not work.",
                    Set.of("on"),
                    SiteCommands::close),
            new Command("site list", "", "Lists the sites and where they belong today.", Set.of(), SiteCommands::list));

    private SiteCommands() {}

    private static void add(Arguments arguments, Desk desk, PrintStream out) {
        var words = arguments.words(2);
        boolean placed = OPTIONS.stream().anyMatch(option -> arguments.option(option) != null);
        var from = arguments.option("from", desk.programme().start().toString());
        var first = placed ? placement(arguments, desk, from) : null;
        out.println("added "
                + desk.identities()
                        .sites()
                        .add(words.get(0), words.get(1), first)
                        .code());
    }

    private static void place(Arguments arguments, Desk desk, PrintStream out) {
        var code = arguments.words(1).getFirst();
        var site = desk.identities().sites().place(code, placement(arguments, desk, arguments.need("from")));
        out.println("placed " + site.code() + " in " + where(site.placements().getLast()) + " from "
                + site.placements().getLast().from());
    }

    private static void close(Arguments arguments, Desk desk, PrintStream out) {
        var code = arguments.words(1).getFirst();
        var on = Placement.day("on", arguments.need("on"));
        out.println("closed " + desk.identities().sites().close(code, on).code() + " on " + on);
    }

    private static void list(Arguments arguments, Desk desk, PrintStream out) {
        arguments.words(0);
        var today = desk.today();
        desk.identities()
                .sites()
                .list()
                .forEach(site -> out.printf("%-32s %-40s %s%n", site.code(), present(site, today), site.name()));
    }

    private static Placement placement(Arguments arguments, Desk desk, String from) {
        var placement = Placement.of(
                from,
                arguments.need("country"),
                arguments.need("region"),
                arguments.whole("project", 0),
                arguments.option("provider", Placement.Provider.OTHER.name()));
        desk.regions().checkPlace(placement.country(), placement.region());
        return placement;
    }

    private static String present(Site site, LocalDate today) {
        var placement = site.placementOn(today);
        if (placement == null) {
            return site.closedOn(today) ? "closed" : "-";
        }
        return where(placement);
    }

    private static String where(Placement placement) {
        var project = placement.project() == 0 ? "" : " project " + placement.project();
        return placement.country() + " " + placement.region() + " " + placement.provider() + project;
    }
}
