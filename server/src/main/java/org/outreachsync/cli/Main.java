package org.outreachsync.cli;

import java.io.PrintStream;
import java.util.Map;
import org.outreachsync.app.Backend;
import org.outreachsync.app.NoStoreException;
import org.outreachsync.cli.Arguments.UsageException;
import org.outreachsync.config.ConfigException;
import org.outreachsync.config.ServerConfig;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code ./outreach serve}, {@code ./outreach admin ...} and {@code ./outreach completion}. */
public final class Main {

    private Main() {}

    /**
     * Runs one command. Exit codes: 0 done, 1 refused or failed, 2 wrong command line or configuration, including a
     * missing store.
     */
    public static void main(String[] arguments) {
        // Before the first logger is made.
        LogSetup.use(
                arguments.length > 0 && arguments[0].equals(CommandTree.ADMIN) ? LogForm.SENTENCES : LogForm.OBJECTS);
        // Libraries that log by java.util.logging would write lines that are no JSON.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        int code = run(arguments, System.getenv(), System.out, System.err);
        boolean isServing = code == Exit.OK && arguments.length > 0 && arguments[0].equals(ServeCommand.NAME);
        if (!isServing) {
            System.exit(code);
        }
    }

    /**
     * Runs one command in this process. A started server keeps running.
     *
     * @param arguments without {@code ./outreach}
     * @param environment the configuration
     * @return the exit code, as of {@link #main}
     */
    public static int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (arguments.length == 1 && arguments[0].equals(ServeCommand.NAME)) {
            // Without the parser, whose description of every command would slow each start.
            return ServeCommand.run(environment, out, err);
        }
        ParseResult parsed;
        try {
            parsed = CommandTree.line(arguments).parseArgs(arguments);
        } catch (ParameterException wrong) {
            return mistaken(wrong.getCommandLine(), Mistakes.sentence(wrong, arguments), err);
        }
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        var command = parsed.commandSpec();
        if (parsed.isUsageHelpRequested()) {
            command.commandLine().usage(out);
            return Exit.OK;
        }
        var blank = Mistakes.blank(parsed);
        if (blank != null) {
            return mistaken(command.commandLine(), blank, err);
        }
        // A switch over types would cost some milliseconds at each start of a command.
        var named = command.userObject();
        if (named instanceof Command admin) {
            return admin(admin, new Arguments(parsed), environment, out, err);
        }
        if (named == CommandTree.Beside.SERVE) {
            return ServeCommand.run(environment, out, err);
        }
        if (named == CommandTree.Beside.COMPLETION) {
            out.print(CommandTree.completion());
            return Exit.OK;
        }
        return incomplete(command.commandLine(), err);
    }

    private static int admin(
            Command command, Arguments arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            var config = ServerConfig.from(environment);
            if (command.action() instanceof Command.Alone alone) {
                alone.run(arguments, config, out, err);
                return Exit.OK;
            }
            var backend = opened(command, config);
            try (var store = backend.store()) {
                err.println("Store: " + Backend.where(config, store));
                store.ping();
                ((Command.Action) command.action()).run(arguments, new Desk(backend, config, err), out);
            }
            return Exit.OK;
        } catch (UsageException wrong) {
            return mistaken(arguments.commandLine(), String.valueOf(wrong.getMessage()), err);
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

    private static Backend opened(Command command, ServerConfig config) {
        return command.equals(InitCommand.MAKE) ? Backend.openOrMake(config) : Backend.open(config);
    }

    /** Only a group of commands was given, or nothing at all. */
    private static int incomplete(CommandLine group, PrintStream err) {
        var names = CommandTree.names(group);
        if (names.isEmpty()) {
            group.usage(err);
            return Exit.USAGE;
        }
        return mistaken(group, names + " alone is not a command." + Mistakes.choice(group), err);
    }

    private static int mistaken(CommandLine where, String sentence, PrintStream err) {
        err.println(sentence);
        boolean isGroup = where.getCommandSpec().userObject() == null;
        if (isGroup) {
            err.println(CommandTree.overviewOf(where) + " --help lists all commands.");
        } else {
            var help = where.getHelp();
            err.print(help.synopsisHeading() + help.synopsis(help.synopsisHeadingLength()));
            err.println(where.getCommandSpec().qualifiedName() + " --help says more.");
        }
        return Exit.USAGE;
    }
}
