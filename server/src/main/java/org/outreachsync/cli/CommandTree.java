package org.outreachsync.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Every command of {@code ./outreach}. The specifications are built by hand: reading them from annotations would slow
 * each start.
 */
public final class CommandTree {

    private static final String ROOT = "./outreach";
    static final String ADMIN = "admin";
    private static final int HELP_WIDTH = 110;

    private static final Map<String, String> GROUPS = Map.of(
            "site", "Sites and their placements.",
            "person", "People with access.",
            "device", "Tablets.",
            "target", "Targets and size estimates.",
            "codes", "The programme's own codes.",
            "destination", "Recipients of exports.",
            "export", "What recipients get.",
            "backup", "Encrypted backups of the store.",
            "access", "Who has no access any more.");

    private static final List<Command> ADMIN_COMMANDS = Stream.of(
                    List.of(InitCommand.MAKE),
                    List.of(UpgradeCommand.UPGRADE),
                    SiteCommands.ALL,
                    List.of(DeviceCommands.CODE),
                    PersonCommands.ALL,
                    DeviceCommands.ALL,
                    TargetCommands.ALL,
                    ImportCommand.ALL,
                    RecountCommands.ALL,
                    CodeCommands.ALL,
                    DestinationCommands.ALL,
                    DonorKeyCommands.ALL,
                    ExportCommands.ALL,
                    DestinationMapCommand.ALL,
                    BackupCommands.ALL,
                    RestoreCommands.ALL,
                    List.of(ReplayCommand.REPLAY),
                    MoveCommand.ALL)
            .flatMap(List::stream)
            .toList();

    /** The commands other than those of {@code admin}. */
    enum Beside {
        /** Runs the server. */
        SERVE,
        /** Prints the script for the shell. */
        COMPLETION,
        /** Plays a programme. The launcher starts it; it is listed here for help and completion. */
        DEMO
    }

    private CommandTree() {}

    /** The names of all admin commands, of one or two words. */
    public static List<String> adminCommands() {
        return ADMIN_COMMANDS.stream().map(Command::name).toList();
    }

    /** A script that completes commands and options in bash, and in zsh. */
    static String completion() {
        return AutoComplete.bash("outreach", line());
    }

    /** A parser of all commands. */
    private static CommandLine line() {
        return line(ADMIN_COMMANDS);
    }

    /**
     * A parser for a command line. If this begins with an admin command, the parser knows only that one, because most
     * starts need only one. Arguments are used as they are: one that begins with @ is not a file of arguments.
     */
    static CommandLine line(String... typed) {
        var words = List.of(typed);
        var named = words.isEmpty() || !words.getFirst().equals(ADMIN)
                ? List.<Command>of()
                : ADMIN_COMMANDS.stream()
                        .filter(command -> isNamed(command, words.subList(1, words.size())))
                        .toList();
        return line(named.isEmpty() ? ADMIN_COMMANDS : named);
    }

    private static boolean isNamed(Command command, List<String> typed) {
        var name = List.of(command.name().split(" ", -1));
        return typed.size() >= name.size() && typed.subList(0, name.size()).equals(name);
    }

    private static CommandLine line(List<Command> commands) {
        var root = spec(null, "The sync server of outreach programmes.").name(ROOT);
        root.addSubcommand(ADMIN, admin(commands));
        boolean isWhole = commands.size() == ADMIN_COMMANDS.size();
        if (isWhole) {
            root.addSubcommand("demo", demo());
            root.addSubcommand(ServeCommand.NAME, serve());
            root.addSubcommand("completion", completionCommand());
        }
        return new CommandLine(root)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setPosixClusteredShortOptionsAllowed(false)
                .setUsageHelpWidth(HELP_WIDTH)
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    }

    private static CommandSpec completionCommand() {
        return spec(
                Beside.COMPLETION,
                "Prints a script that completes commands and options in bash and zsh.",
                "It is used by: source <(./outreach completion)");
    }

    /** The words of a command behind {@code ./outreach admin} or {@code ./outreach}; empty for these themselves. */
    static String names(CommandLine command) {
        var words = new ArrayList<String>();
        for (var at = command.getCommandSpec(); at.parent() != null; at = at.parent()) {
            words.addFirst(at.name());
        }
        if (!words.isEmpty() && words.getFirst().equals(ADMIN)) {
            words.removeFirst();
        }
        return String.join(" ", words);
    }

    /** The command whose help lists all commands. */
    static String overviewOf(CommandLine command) {
        return command.getCommandSpec().qualifiedName().startsWith(ROOT + " " + ADMIN) ? ROOT + " " + ADMIN : ROOT;
    }

    private static CommandSpec demo() {
        var demo = spec(Beside.DEMO, "Plays a small programme from start to end, then keeps serving.");
        Parameters.flag("once", "Exits after the story.").addTo(demo);
        Parameters.flag("all", "Shows every indicator.").addTo(demo);
        Parameters.option("port", "N", "The port to serve on.").addTo(demo);
        return demo;
    }

    private static CommandSpec serve() {
        return withExitCodes(spec(
                Beside.SERVE,
                "Runs the server until it is told to stop.",
                "Environment variables configure it; docs/configuration.md lists them."));
    }

    private static CommandSpec admin(List<Command> commands) {
        var admin = withExitCodes(
                spec(null, "Works on the store in the environment. Most commands also work beside a server."));
        admin.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandTree::listAll);
        for (var command : commands) {
            var words = command.name().split(" ", 2);
            var to = words.length == 1 ? admin : group(admin, words[0]);
            to.addSubcommand(words[words.length - 1], spec(command));
        }
        return admin;
    }

    private static CommandSpec group(CommandSpec admin, String name) {
        var known = admin.subcommands().get(name);
        if (known != null) {
            return known.getCommandSpec();
        }
        var group = spec(null, GROUPS.getOrDefault(name, ""));
        admin.addSubcommand(name, group);
        return group;
    }

    private static String listAll(Help admin) {
        var text = new StringBuilder();
        for (var command : ADMIN_COMMANDS) {
            var usage = usage(command);
            text.append("  %s%n      %s%n".formatted(usage, command.does()));
        }
        return text.toString();
    }

    /** A command with its words and options, in one line. */
    private static String usage(Command command) {
        var spec = spec(command);
        var words = spec.positionalParameters().stream()
                .map(word -> bracketed(word, word.paramLabel() + (word.arity().isVariable() ? "..." : "")));
        var options = spec.options().stream()
                .filter(option -> !option.usageHelp() && !option.hidden())
                .sorted(Comparator.comparing(option -> !option.required()))
                .map(option -> bracketed(
                        option, option.longestName() + (option.arity().max() == 0 ? "" : " " + option.paramLabel())));
        return synopsis(
                command,
                Stream.of(Stream.of(command.name()), words, options)
                        .flatMap(part -> part)
                        .collect(Collectors.joining(" ")));
    }

    private static String bracketed(ArgSpec parameter, String text) {
        return parameter.required() ? text : "[" + text + "]";
    }

    private static CommandSpec spec(Command command) {
        var spec = spec(command, command.does());
        command.parameters().forEach(parameter -> parameter.addTo(spec));
        spec.usageMessage()
                .sectionMap()
                .put(
                        UsageMessageSpec.SECTION_KEY_SYNOPSIS,
                        help -> synopsis(command, help.synopsis(help.synopsisHeadingLength())));
        return spec;
    }

    private static String synopsis(Command command, String written) {
        var synopsis = written;
        for (var parameter : command.parameters()) {
            synopsis = parameter.inSynopsis(synopsis);
        }
        return synopsis;
    }

    private static CommandSpec withExitCodes(CommandSpec spec) {
        var codes = new LinkedHashMap<String, String>();
        codes.put(Integer.toString(Exit.OK), "done");
        codes.put(Integer.toString(Exit.REFUSED), "refused or failed");
        codes.put(Integer.toString(Exit.USAGE), "wrong command line or configuration, or no store");
        spec.usageMessage().exitCodeListHeading("Exit codes:%n").exitCodeList(codes);
        return spec;
    }

    private static CommandSpec spec(@Nullable Object command, String... does) {
        var spec = command == null ? CommandSpec.create() : CommandSpec.wrapWithoutInspection(command);
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this help.")
                .build());
        spec.usageMessage().description(does);
        return spec;
    }
}
