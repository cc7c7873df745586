package org.outreachsync.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.app.Backend;
import org.outreachsync.app.NoStoreException;
import org.outreachsync.cli.Arguments.UsageException;
import org.outreachsync.config.ConfigException;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.refusal.Nearest;

/** {@code ./outreach admin ...}: commands that work on the store itself, beside a running server or without one. */
public final class Admin {

    private Admin() {}

    /** The names of all commands, of one or two words. */
    public static List<String> commands() {
        return AdminCommands.ALL.stream().map(Command::name).toList();
    }

    /**
     * Runs one command. Exit codes: 0 done, 1 refused or failed, 2 wrong command line or configuration, which includes
     * that there is no store.
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.getenv(), System.out, System.err));
    }

    /** Runs one command in this process; exit codes as of {@link #main}. */
    public static int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        var written = Arrays.asList(arguments);
        var command = AdminCommands.ALL.stream()
                .filter(known -> names(known, written))
                .findFirst()
                .orElse(null);
        boolean help = written.contains("--help") || written.contains("-h");
        if (help) {
            if (command == null) {
                overview(out);
            } else {
                describe(command, out);
            }
            return Exit.OK;
        }
        if (written.isEmpty()) {
            overview(err);
            return Exit.USAGE;
        }
        if (command == null) {
            err.println(unknown(written));
            err.println("./outreach admin --help lists all commands.");
            return Exit.USAGE;
        }
        return run(command, written, environment, out, err);
    }

    private static int run(
            Command command, List<String> written, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            int words = command.name().split(" ", -1).length;
            var parsed = new Arguments(written.subList(words, written.size()), command.options());
            var config = ServerConfig.from(environment);
            var around = command.equals(InitCommand.MAKE) ? Backend.openOrMake(config) : Backend.open(config);
            try (var store = around.store()) {
                err.println("Store: " + Backend.where(config, store));
                store.ping();
                command.action().run(parsed, Desk.over(around, config, err), out);
            }
            return Exit.OK;
        } catch (UsageException wrong) {
            err.println(wrong.getMessage());
            describe(command, err);
            return Exit.USAGE;
        } catch (ConfigException wrong) {
            wrong.problems().forEach(err::println);
            return Exit.USAGE;
        } catch (NoStoreException none) {
            err.println(none.getMessage());
            return Exit.USAGE;
        } catch (RuntimeException | LinkageError refused) {
            err.println(StartFailure.sentence(refused));
            return Exit.REFUSED;
        }
    }

    private static boolean names(Command command, List<String> written) {
        var words = List.of(command.name().split(" ", -1));
        return written.size() >= words.size()
                && written.subList(0, words.size()).equals(words);
    }

    /** What is wrong with words that begin with no command, and which command was probably meant. */
    private static String unknown(List<String> written) {
        var first = written.getFirst();
        var second = written.size() > 1 ? written.get(1) : null;
        var following = AdminCommands.ALL.stream()
                .map(Command::name)
                .filter(name -> name.startsWith(first + " "))
                .map(name -> name.substring(first.length() + 1))
                .toList();
        if (following.isEmpty()) {
            return "There is no command " + first + "." + meant(nearest(first, second));
        }
        var choice = " It is followed by one of: " + String.join(", ", following) + ".";
        if (second == null) {
            return first + " alone is not a command." + choice;
        }
        var nearest = Nearest.to(second, following);
        return "There is no command " + first + " " + second + "."
                + (nearest == null ? choice : meant(first + " " + nearest));
    }

    private static @Nullable String nearest(String first, @Nullable String second) {
        var names = new LinkedHashSet<String>();
        AdminCommands.ALL.forEach(command -> names.add(command.name()));
        var both = second == null ? null : Nearest.to(first + " " + second, names);
        AdminCommands.ALL.forEach(command -> names.add(command.name().split(" ", -1)[0]));
        return both == null ? Nearest.to(first, names) : both;
    }

    private static String meant(@Nullable String name) {
        return name == null ? "" : " Did you mean " + name + "?";
    }

    private static void overview(PrintStream to) {
        to.println("usage: ./outreach admin COMMAND ...\n");
        AdminCommands.ALL.forEach(command ->
                to.printf("  %s%n      %s%n", (command.name() + " " + command.usage()).strip(), command.does()));
        to.println(
                "\nEach takes --help. Exit codes: 0 done, 1 refused or failed, 2 wrong command line or configuration, or no store.");
    }

    private static void describe(Command command, PrintStream to) {
        to.println(
                "usage: ./outreach admin " + (command.name() + " " + command.usage()).strip() + "\n" + command.does());
    }
}
