package org.outreachsync.export.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.ledger.Entry.Change;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;

/** Compares what recipients are told in two revisions. */
final class Changes {

    private static final String NOTHING = "-";

    private Changes() {}

    /** The cells that differ, in the order of the later table; then those that it does not have. */
    static List<Change> between(ExportTable before, ExportTable after) {
        var old = cells(before);
        var now = cells(after);
        var names = new LinkedHashSet<>(now.keySet());
        names.addAll(old.keySet());
        var changes = new ArrayList<Change>();
        for (var name : names) {
            var was = old.getOrDefault(name, NOTHING);
            var is = now.getOrDefault(name, NOTHING);
            if (!was.equals(is)) {
                changes.add(new Change(name, was, is));
            }
        }
        return changes;
    }

    private static SequencedMap<String, String> cells(ExportTable table) {
        var cells = new LinkedHashMap<String, String>();
        for (var line : table.lines()) {
            var name = name(line);
            cells.put(name, word(line.numerator()));
            var denominator = line.denominator();
            if (denominator != null) {
                cells.put(name + ", denominator", word(denominator.told()));
            }
            var target = line.target();
            if (target != null) {
                cells.put(name + ", target", target.value().toPlainString() + " " + target.unit());
            }
        }
        return cells;
    }

    private static String name(Line line) {
        var groups = line.groups().entrySet().stream().map(Changes::group).collect(Collectors.joining());
        return line.definition().code() + " " + line.area() + " "
                + line.period().text() + groups;
    }

    private static String group(Map.Entry<?, String> group) {
        return " " + group.getKey() + "=" + group.getValue();
    }

    /** What is told, in a word: 120, ~120, 1-7 or "not told". */
    private static String word(@Nullable Told told) {
        return switch (told) {
            case Told.Exact(long value) -> Long.toString(value);
            case Told.Rounded(long value, var range) -> "~" + value;
            case Told.Few(var range) -> range.least() + "-" + range.most();
            case Told.LeftOut leftOut -> "not told";
            case null -> NOTHING;
        };
    }
}
