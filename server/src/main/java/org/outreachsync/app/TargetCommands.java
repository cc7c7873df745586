package org.outreachsync.app;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import org.outreachsync.app.Arguments.UsageException;
import org.outreachsync.targets.Area;
import org.outreachsync.targets.Subject;
import org.outreachsync.targets.Target;

/** Admin commands about targets and size estimates. */
final class TargetCommands {

    static final List<Command> ALL = List.of(
            new Command(
                    "target add",
                    "--kind KIND --area AREA [--population CODE] --year YEAR --value N --source TEXT [--indicator CODE]",
                    "Enters a size estimate of a population (kind size) or a target of an indicator (kind target) for site:CODE, region:CODE or"
                            + " country:CC.",
                    Set.of("kind", "area", "population", "year", "value", "source", "indicator"),
                    TargetCommands::add),
            new Command("target list", "", "Lists targets and size estimates, replaced ones too.", Set.of(), TargetCommands::list));

    private TargetCommands() {}

    private static void add(Arguments arguments, Desk desk, PrintStream out) {
        arguments.words(0);
        var subject = new Subject(
                kind(arguments.need("kind")),
                arguments.option("indicator", ""),
                Area.of(arguments.need("area")),
                arguments.option("population", ""),
                year(arguments));
        arguments.need("value");
        var target = desk.targets().add(subject, arguments.whole("value", 0), arguments.need("source"));
        out.println("entered as number " + target.no());
    }

    private static int year(Arguments arguments) {
        arguments.need("year");
        return Math.clamp(arguments.whole("year", 0), 0, Integer.MAX_VALUE);
    }

    private static Subject.Kind kind(String written) {
        return switch (written) {
            case "size" -> Subject.Kind.SIZE_ESTIMATE;
            case "target" -> Subject.Kind.TARGET;
            default -> throw new UsageException("--kind is size or target");
        };
    }

    private static void list(Arguments arguments, Desk desk, PrintStream out) {
        arguments.words(0);
        var book = desk.targets().book();
        book.entered().forEach(target -> print(target, book.isReplaced(target), out));
    }

    private static void print(Target target, boolean replaced, PrintStream out) {
        var subject = target.subject();
        var what = subject.kind() == Subject.Kind.TARGET ? subject.indicator() : "size";
        out.printf(
                "%5d  %-32s %-24s %-12s %d %11d  %s%s%n",
                target.no(),
                what,
                subject.area(),
                subject.population().isEmpty() ? "-" : subject.population(),
                subject.year(),
                target.value(),
                target.source(),
                replaced ? " (replaced)" : "");
    }
}
