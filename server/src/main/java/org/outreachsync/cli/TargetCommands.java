package org.outreachsync.cli;

import java.io.PrintStream;
import java.util.List;
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
            Command.of(
                    "target add",
                    "Enters a size estimate of a population or a target of an indicator.",
                    TargetCommands::add,
                    Parameters.neededChoice(
                            "kind", "KIND", "size for a size estimate, target for a target.", "size", "target"),
                    Parameters.needed("area", "AREA", "site:CODE, region:CODE or country:CC."),
                    Parameters.option("population", "CODE", "The population of a size estimate."),
                    Parameters.renamed(
                            "period",
                            "PERIOD",
                            "A year; for a target also a half-year, quarter or month: 2026, 2026Oct, 2026S1, 2026Q3, 202610."),
                    Parameters.former("year"),
                    Parameters.needed(
                            "value",
                            "N",
                            "A count; for a target also a percentage, such as 72.5%, or a quotient with --unit ratio."),
                    Parameters.choice("unit", "UNIT", "count, percent or ratio.", "count", "percent", "ratio"),
                    Parameters.needed("source", "TEXT", "The source of the figure."),
                    Parameters.option("indicator", "CODE", "The indicator of a target.")),
            Command.of(
                    "target list", "Lists targets and size estimates, including replaced ones.", TargetCommands::list));

    private static final String ROW = "%5s  %-32s %-24s %-12s %-7s %11s  %s%s";

    private TargetCommands() {}

    private static void add(Arguments arguments, Desk desk, PrintStream out) {
        var subject = new Subject(
                kind(arguments.need("kind")),
                arguments.option("indicator", ""),
                Area.of(arguments.need("area")),
                arguments.option("population", ""),
                period(arguments, desk));
        var amount = Amount.of(arguments.need("value"), arguments.option("unit", ""));
        var target = desk.targets().add(subject, amount, arguments.need("source"));
        out.println("entered as number " + target.no());
    }

    private static Period period(Arguments arguments, Desk desk) {
        var year = arguments.option("year");
        if (year != null && arguments.option("period") != null) {
            throw new UsageException("Give --period, or --year for a year, but not both.");
        }
        if (year == null) {
            return TargetPeriods.of(arguments.need("period"));
        }
        int only = arguments.needWhole("year");
        desk.targets().checkYear(only);
        return Period.ofYear(only);
    }

    private static Subject.Kind kind(String written) {
        return switch (written) {
            case "size" -> Subject.Kind.SIZE_ESTIMATE;
            case "target" -> Subject.Kind.TARGET;
            default -> throw new UsageException("--kind must be size or target.");
        };
    }

    private static void list(Arguments arguments, Desk desk, PrintStream out) {
        var book = desk.targets().book();
        Listing.print(
                desk.notes(),
                ROW.formatted("NO", "INDICATOR OR SIZE", "AREA", "POPULATION", "PERIOD", "VALUE", "SOURCE", ""),
                "There are no targets or size estimates yet.",
                book.entered(),
                target -> print(target, book.isReplaced(target), out));
    }

    private static void print(Target target, boolean replaced, PrintStream out) {
        var subject = target.subject();
        var what = subject.kind() == Subject.Kind.TARGET ? subject.indicator() : "size";
        out.println(ROW.formatted(
                target.no(),
                what,
                subject.area(),
                subject.population().isEmpty() ? "-" : subject.population(),
                subject.period().text(),
                target.amount(),
                target.source(),
                replaced ? " (replaced)" : ""));
    }
}
