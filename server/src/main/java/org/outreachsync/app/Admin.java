package org.outreachsync.app;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.outreachsync.app.Arguments.UsageException;
import org.outreachsync.codes.CodesRefusedException;
import org.outreachsync.config.ConfigException;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.indicator.catalogue.CatalogueException;
import org.outreachsync.keys.KeyringException;
import org.outreachsync.keys.SealException;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.sheet.SheetException;
import org.outreachsync.store.StoreException;

/** {@code ./outreach admin ...}: commands that work on the store itself, beside a running server or without one. */
public final class Admin {

    private Admin() {}

    /** Runs one command. Exit codes: 0 done, 1 refused or failed, 2 wrong command line or configuration. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.getenv(), System.out, System.err));
    }

    /** Runs one command in this process; exit codes as of {@link #main}. */
    public static int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        var written = Arrays.asList(arguments);
        var command = AdminCommands.ALL.stream().filter(known -> names(known, written)).findFirst();
        boolean help = written.contains("--help") || written.contains("-h");
        if (command.isEmpty()) {
            overview(help ? out : err);
            return help ? Exit.OK : Exit.USAGE;
        }
        if (help) {
            describe(command.get(), out);
            return Exit.OK;
        }
        try {
            int words = command.get().name().split(" ", -1).length;
            var parsed = new Arguments(written.subList(words, written.size()), command.get().options());
            var config = ServerConfig.from(environment);
            boolean isNew = !Surroundings.isThere(config);
            var around = Surroundings.open(config);
            if (isNew) {
                err.println("There was no store in " + config.data().toAbsolutePath() + ": a new one was made. Another folder is named by OUTREACH_DATA.");
            }
            try (var store = around.store()) {
                store.ping();
                command.get().action().run(parsed, Desk.over(around, config), out);
            }
            return Exit.OK;
        } catch (UsageException wrong) {
            err.println(wrong.getMessage());
            describe(command.get(), err);
            return Exit.USAGE;
        } catch (ConfigException wrong) {
            wrong.problems().forEach(err::println);
            return Exit.USAGE;
        } catch (RefusedException | RecountCommands.DiffersException | SheetException | CatalogueException | CodesRefusedException | KeyringException | SealException | StoreException | UncheckedIOException refused) {
            err.println(refused.getMessage());
            return Exit.REFUSED;
        }
    }

    private static boolean names(Command command, List<String> written) {
        var words = List.of(command.name().split(" ", -1));
        return written.size() >= words.size() && written.subList(0, words.size()).equals(words);
    }

    private static void overview(PrintStream to) {
        to.println("usage: ./outreach admin COMMAND ...\n");
        AdminCommands.ALL.forEach(command -> to.printf("  %s%n      %s%n", (command.name() + " " + command.usage()).strip(), command.does()));
        to.println("\nEach takes --help. Exit codes: 0 done, 1 refused or failed, 2 wrong command line or configuration.");
    }

    private static void describe(Command command, PrintStream to) {
        to.println("usage: ./outreach admin " + (command.name() + " " + command.usage()).strip() + "\n" + command.does());
    }
}
