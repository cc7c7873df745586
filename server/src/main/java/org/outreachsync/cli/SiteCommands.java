package org.outreachsync.cli;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.outreachsync.cli.Arguments.UsageException;
import org.outreachsync.cli.Parameters.Parameter;
import org.outreachsync.identity.Placement;
import org.outreachsync.identity.Site;

/** Admin commands about sites and their placements. */
final class SiteCommands {

    private static final Parameter CODE = Parameters.word("CODE", "The code of the site, such as OSH-1.");
    private static final String COUNTRY_DOES = "Its country by ISO 3166-1, such as KG.";
    private static final String REGION_DOES = "Its region by the code list of regions, such as KG-O.";
    private static final Parameter PROJECT = Parameters.option("project", "N", "The number of its funding source.");
    private static final Parameter PROVIDER = Parameters.choice(
            "provider", "PROVIDER", "One of: PUBLIC, COMMUNITY_LED, OTHER.", "PUBLIC", "COMMUNITY_LED", "OTHER");

    private static final String ROW = "%-32s %-26s %-14s %s";

    static final List<Command> ALL = List.of(
            Command.of(
                    "site add",
                    "Adds a site; with country and region, also places it.",
                    SiteCommands::add,
                    CODE,
                    Parameters.word("NAME", "The display name."),
                    Parameters.option("country", "CC", COUNTRY_DOES),
                    Parameters.option("region", "CODE", REGION_DOES),
                    PROJECT,
                    PROVIDER,
                    Parameters.option(
                            "from", "DATE", "The first day of the placement; the start of the programme if absent.")),
            Command.of(
                    "site place",
                    "Moves a site, or reopens it, from a date on.",
                    SiteCommands::place,
                    CODE,
                    Parameters.needed("from", "DATE", "The first day of the placement."),
                    Parameters.needed("country", "CC", COUNTRY_DOES),
                    Parameters.needed("region", "CODE", REGION_DOES),
                    PROJECT,
                    PROVIDER),
            Command.of(
                    "site close",
                    "Closes a site.",
                    SiteCommands::close,
                    CODE,
                    Parameters.needed("on", "DATE", "The first day on which it is closed.")),
            Command.of("site list", "Lists the sites with today's placements.", SiteCommands::list));

    private SiteCommands() {}

    private static void add(Arguments arguments, Desk desk, PrintStream out) {
        boolean placed = Placement.FIELDS.stream().anyMatch(arguments::has);
        var from = arguments.option("from", desk.programme().start().toString());
        var first = placed ? placement(arguments, from) : null;
        out.println("added "
                + desk.identities()
                        .sites()
                        .add(arguments.word(0), arguments.word(1), first)
                        .code());
    }

    private static void place(Arguments arguments, Desk desk, PrintStream out) {
        var code = arguments.word(0);
        var sites = desk.identities().sites();
        var before = sites.find(code);
        var site = sites.place(code, placement(arguments, arguments.need("from")));
        var placement = site.placements().getLast();
        var funding = placement.project() == 0 ? "" : ", funding source " + placement.project() + ",";
        out.println((site.equals(before) ? "nothing changed: " + site.code() + " is" : "placed " + site.code()) + " in "
                + where(placement) + funding + " from " + placement.from()
                + (placement.until() == null ? "" : ", closed on " + placement.until() + " as before"));
    }

    private static void close(Arguments arguments, Desk desk, PrintStream out) {
        var code = arguments.word(0);
        var on = Placement.day("on", arguments.need("on"));
        var sites = desk.identities().sites();
        var before = sites.find(code);
        var site = sites.close(code, on);
        out.println((site.equals(before) ? "nothing changed: " + site.code() + " is closed" : "closed " + site.code())
                + " on " + on);
    }

    private static void list(Arguments arguments, Desk desk, PrintStream out) {
        var today = desk.today();
        Listing.print(
                desk.notes(),
                ROW.formatted("CODE", "PLACED TODAY", "FUNDING SOURCE", "NAME"),
                "There are no sites yet.",
                desk.identities().sites().list(),
                site -> out.println(
                        ROW.formatted(site.code(), present(site, today), funding(site, today), named(site, today))));
    }

    private static Placement placement(Arguments arguments, String from) {
        return Placement.of(
                from,
                arguments.need("country"),
                arguments.need("region"),
                arguments.whole("project", 0),
                arguments.option("provider"));
    }

    private static String present(Site site, LocalDate today) {
        var placement = site.placementOn(today);
        if (placement == null) {
            return site.closedOn(today) ? "closed" : "-";
        }
        return where(placement);
    }

    /** The name, and the day on which an open site will close. */
    private static String named(Site site, LocalDate today) {
        var placement = site.placementOn(today);
        return placement != null
                        && placement.until() != null
                        && placement.equals(site.placements().getLast())
                ? site.name() + " (closes on " + placement.until() + ")"
                : site.name();
    }

    private static String funding(Site site, LocalDate today) {
        var placement = site.placementOn(today);
        return placement == null || placement.project() == 0 ? "-" : Integer.toString(placement.project());
    }

    private static String where(Placement placement) {
        return placement.country() + " " + placement.region() + " " + placement.provider();
    }

    /**
     * The codes in a list.
     *
     * @param label what the help calls the word or the option with the list
     * @param written separated by commas
     * @throws UsageException if one is repeated or empty
     */
    static Set<String> codes(String label, String written) {
        var items = new TreeSet<String>();
        for (var item : written.split(",", -1)) {
            if (item.isBlank() || !items.add(item.strip())) {
                throw new UsageException(label + " takes sites separated by commas, without empty or repeated ones.");
            }
        }
        return items;
    }
}
