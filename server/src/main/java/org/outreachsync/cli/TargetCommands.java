package org.outreachsync.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import org.outreachsync.cli.Arguments.UsageException;
import org.outreachsync.indicator.Period;
import org.outreachsync.targets.Amount;
import org.outreachsync.targets.Area;
import org.outreachsync.targets.Subject;
import org.outreachsync.targets.Target;
import org.outreachsync.targets.TargetPeriods;

/** Admin commands about targets and size estimates. */
final class TargetCommands {

    static final List<Command> ALL = List.of(
            new Command(
                    "target add",
                    "--kind KIND --area AREA [--population CODE] --period PERIOD --value N [--unit UNIT] --source TEXT [--indicator CODE]",
                    "Enters a size estimate of a population (kind size) or a target of an indicator (kind target) for site:CODE, region:CODE or"
                            + " country:CC. A period is a year, for a target also a half-year, quarter or month: 2026, 2026Oct, 2026S1, 2026Q3, 202610."
                            + " A value is a count; of a target also a percentage, such as 72.5%, or with --unit ratio a quotient.",
                    Set.of("kind", "area", "population", "period", "year", "value", "unit", "source", "indicator"),
                    TargetCommands::add),
            new Command(
                    "target list",
                    "",
                    "Lists targets and size estimates, replaced ones too.",
                    Set.of(),
                    TargetCommands::list));

    private TargetCommands() {}

    private static void add(Arguments arguments, Desk desk, PrintStream out) {
        arguments.words(0);
        var subject = new Subject(
                kind(arguments.need("kind")),
                arguments.option("indicator", ""),
                Area.of(arguments.need("area")),
                arguments.option("population", ""),
                period(arguments));
        var amount = Amount.of(arguments.need("value"), arguments.option("unit", ""));
        var target = desk.targets().add(subject, amount, arguments.need("source"));
        out.println("entered as number " + target.no());
    }

    private static Period period(Arguments arguments) {
        var year = arguments.option("year");
        if (year != null && arguments.option("period") != null) {
            throw new UsageException("Give --period, or --year for a year, but not both.");
        }
        return TargetPeriods.of(year == null ? arguments.need("period") : year);
    }

    private static Subject.Kind kind(String written) {
        return switch (written) {
            case "size" -> Subject.Kind.SIZE_ESTIMATE;
            case "target" -> Subject.Kind.TARGET;
            default -> throw new UsageException("--kind must be size or target.");
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
                "%5d  %-32s %-24s %-12s %-7s %11s  %s%s%n",
                target.no(),
                what,
                subject.area(),
                subject.population().isEmpty() ? "-" : subject.population(),
                subject.period().text(),
                target.amount(),
                target.source(),
                replaced ? " (replaced)" : "");
    }
}
