package org.outreachsync.cli;

import java.io.PrintStream;
import java.util.List;
import org.outreachsync.app.UseCases;
import org.outreachsync.cli.Parameters.Parameter;
import org.outreachsync.identity.Site;
import org.outreachsync.recount.Recount;
import org.outreachsync.store.memory.MemoryStore;

/** Admin commands that recount everything from the log. */
final class RecountCommands {

    private static final Parameter SITES = Parameters.anyWords("SITE", "The sites to recount; all if none is named.");

    static final List<Command> ALL = List.of(
            Command.of(
                    "recount",
                    "Counts from the log alone, compares with what is stored, and corrects what differs.",
                    (arguments, desk, out) -> recount(arguments, desk, out, true),
                    SITES),
            Command.of(
                    "recount check",
                    "Counts from the log alone and reports differences from the store; exit code 1 if there are any.",
                    (arguments, desk, out) -> recount(arguments, desk, out, false),
                    SITES));

    private RecountCommands() {}

    /** The stored data differ from the log. */
    static final class DiffersException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        DiffersException() {
            super("What is stored differs from the log; ./outreach admin recount corrects it.");
        }
    }

    /** Tablets kept uploading. */
    static final class NotComparedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotComparedException() {
            super("Not every site could be compared completely, because tablets kept uploading; try again.");
        }
    }

    private static void recount(Arguments arguments, Desk desk, PrintStream out, boolean repair) {
        var named = arguments.words();
        var sites = desk.identities().sites();
        var chosen = named.isEmpty()
                ? sites.list().stream().map(Site::code).toList()
                : List.copyOf(sites.existing(named, Math.max(named.size(), 1)));
        if (chosen.isEmpty()) {
            desk.notes().println("There are no sites yet.");
        }
        var recount = over(desk);
        int at = 0;
        boolean differs = false;
        boolean settled = true;
        for (var site : chosen) {
            var found = recount.of(site, repair);
            differs |= found.differs();
            settled &= found.settled();
            out.printf("%d of %d  %-32s %s%n", ++at, chosen.size(), site, words(found, repair));
        }
        if (differs && !repair) {
            throw new DiffersException();
        }
        if (!settled) {
            throw new NotComparedException();
        }
    }

    private static String words(Recount.Found found, boolean repair) {
        if (!found.settled() && !found.differs()) {
            return "not compared: tablets kept uploading; try again";
        }
        var counted = many(found.records(), "record") + ", " + many(found.days(), "day") + ": ";
        return found.isRight()
                ? counted + "equal"
                : counted + many(found.wrongRecords(), "record") + ", " + many(found.wrongDays(), "day") + " and "
                        + many(found.wrongMonths(), "month") + " "
                        + (repair ? "were wrong and are corrected" : "differ")
                        + (found.settled() ? "" : "; tablets kept uploading, try again");
    }

    private static String many(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }

    private static Recount over(Desk desk) {
        var backend = desk.backend();
        var codes = backend.codes(desk.config().codes()).asServed();
        var catalogue = UseCases.catalogue(desk.config(), codes);
        return backend.engine(codes).cells(catalogue).recount(MemoryStore::new, Recount.Patience.BESIDE_SERVERS);
    }
}
