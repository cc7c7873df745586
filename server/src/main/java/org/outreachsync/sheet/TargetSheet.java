package org.outreachsync.sheet;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.targets.Amount;
import org.outreachsync.targets.Area;
import org.outreachsync.targets.Subject;
import org.outreachsync.targets.TargetPeriods;
import org.outreachsync.targets.Targets;

/** A table of targets and size estimates, one per row. */
final class TargetSheet {

    static final Sheet.Columns COLUMNS = new Sheet.Columns(
            Set.of("kind", "area", "period", "value", "source"), Set.of("indicator", "population", "unit"));
    private static final Map<String, Subject.Kind> KINDS = Map.of(
            "size",
            Subject.Kind.SIZE_ESTIMATE,
            "size_estimate",
            Subject.Kind.SIZE_ESTIMATE,
            "target",
            Subject.Kind.TARGET);

    private final Targets targets;
    private final Faults faults;
    private final Differences differences;

    TargetSheet(Targets targets, Faults faults, Differences differences) {
        this.targets = targets;
        this.faults = faults;
        this.differences = differences;
    }

    /**
     * Compares all rows.
     *
     * @param newSites codes of sites that the import adds
     */
    void compare(List<Sheet.Row> rows, Set<String> newSites) {
        var book = targets.book();
        var seen = new HashMap<Subject, Sheet.Row>();
        int added = 0;
        for (var row : rows) {
            var kind = KINDS.get(row.text("kind").toLowerCase(Locale.ROOT));
            if (kind == null) {
                faults.add(row, "kind", "A kind is size or target.");
                continue;
            }
            try {
                var subject = new Subject(
                        kind,
                        row.text("indicator"),
                        Area.of(row.text("area")),
                        row.text("population"),
                        TargetPeriods.of(row.text("period")));
                var amount = Amount.of(number(row), row.text("unit"));
                var source = row.text("source");
                targets.check(subject, amount, source, newSites);
                var other = seen.putIfAbsent(subject, row);
                var stored = book.exactly(subject);
                if (other != null) {
                    faults.add(row, "period", "The same is entered in " + other.file() + ":" + other.line() + ".");
                } else if (stored != null
                        && stored.amount().equals(amount)
                        && stored.source().equals(source)) {
                    differences.same();
                } else {
                    added++;
                    var instead =
                            stored == null ? "" : " (instead of " + stored.amount() + ", " + stored.source() + ")";
                    differences.add(
                            (stored == null ? "new     " : "changed ") + what(subject) + " " + amount + ", " + source
                                    + instead,
                            () -> targets.add(subject, amount, source));
                }
            } catch (RefusedException refused) {
                faults.add(row, "value", refused);
            }
        }
        if (added > targets.room()) {
            faults.add(
                    rows.getFirst().file(),
                    "There is room for " + targets.room() + " more targets and size estimates.");
        }
    }

    /** A spreadsheet that separates fields by semicolons writes decimals with a comma. */
    private static String number(Sheet.Row row) {
        var written = row.text("value");
        boolean isDecimalComma =
                row.hasSemicolons() && written.indexOf('.') < 0 && written.indexOf(',') == written.lastIndexOf(',');
        return isDecimalComma ? written.replace(',', '.') : written;
    }

    private static String what(Subject subject) {
        var of = subject.kind() == Subject.Kind.TARGET
                ? "target " + subject.indicator()
                : "size " + subject.population();
        return of + " " + subject.area() + " " + subject.period().text();
    }
}
