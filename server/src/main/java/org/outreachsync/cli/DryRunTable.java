package org.outreachsync.cli;

import java.io.PrintStream;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.delivery.FarCheck;
import org.outreachsync.export.run.DryRun;
import org.outreachsync.export.run.DryRun.Preview;
import org.outreachsync.export.table.Line;

/** Prints what an export would be as a table for people. */
final class DryRunTable {

    private static final String ROW = "%-22s %-16s %s %15s %15s";
    private static final String EVERYBODY = "everybody";

    /** The flag in files, which is the same in every language. */
    private static final String AS_TOLD = " as_told";

    private DryRunTable() {}

    static void print(DryRun dryRun, PrintStream out) {
        var stop = dryRun.stop();
        if (stop != null) {
            out.println("It would be stopped: " + stop.reason() + " (" + stop.code() + ")");
            stop.details().forEach(detail -> out.println("  " + detail));
        }
        dryRun.previews().forEach(preview -> print(preview, out));
    }

    private static void print(Preview preview, PrintStream out) {
        var head = preview.table().head();
        out.println(head.dataSet() + ", " + head.period().text() + ", revision " + head.revision() + ": "
                + preview.table().lines().size() + " lines, " + preview.isProtected() + " protected, of which "
                + preview.leftOut() + " left out, " + preview.table().asToldLines() + AS_TOLD
                + (head.isProvisional() ? ", provisional" : ""));
        var lines = preview.table().lines();
        int width = lines.stream().mapToInt(line -> groups(line).length()).max().orElse(EVERYBODY.length());
        out.println(ROW.formatted("INDICATOR", "AREA", padded("GROUP", width), "NUMERATOR", "DENOMINATOR"));
        lines.forEach(line -> print(line, width, out));
        if (!preview.missing().isEmpty()) {
            out.println("The mapping lacks, so nothing would be delivered:");
            preview.missing().forEach(missing -> out.println("  " + missing));
        }
        print(preview.farSide(), out);
    }

    private static void print(@Nullable FarCheck farSide, PrintStream out) {
        switch (farSide) {
            case FarCheck.NotAsked(var reason) -> out.println("The recipient's server could not be asked: " + reason);
            case FarCheck.Asked(var form, var findings) -> {
                out.println("The recipient's server would " + (findings.isEmpty() ? "take it" : "refuse")
                        + (form.isEmpty() ? "" : ", as \"" + form + "\"") + (findings.isEmpty() ? "." : ":"));
                findings.forEach(finding -> out.println("  " + finding.code() + " " + finding.subject() + ": "
                        + finding.meaning() + " (" + finding.errorCode() + ")"));
            }
            case null -> {}
        }
    }

    private static void print(Line line, int width, PrintStream out) {
        var denominator = line.denominator();
        out.println(ROW.formatted(
                line.definition().code(),
                line.area(),
                padded(groups(line), width),
                word(line.numerator(), line.isNumeratorAsTold()),
                denominator == null ? "" : word(denominator.told(), denominator.isAsTold())));
    }

    private static String groups(Line line) {
        return line.groups().isEmpty()
                ? EVERYBODY
                : line.groups().entrySet().stream()
                        .map(group -> group.getKey().word() + "=" + group.getValue())
                        .collect(Collectors.joining(" "));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String word(@Nullable Told told, boolean isAsTold) {
        return word(told) + (isAsTold ? AS_TOLD : "");
    }

    private static String word(@Nullable Told told) {
        return switch (told) {
            case Told.Exact(long value) -> Long.toString(value);
            case Told.Rounded(long value, var _) -> "~" + value;
            case Told.Few(var range) -> range.least() + "-" + range.most();
            case Told.LeftOut _ -> "left out";
            case null -> "-";
        };
    }
}
