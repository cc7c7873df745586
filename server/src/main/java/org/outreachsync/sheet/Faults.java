package org.outreachsync.sheet;

import java.util.ArrayList;
import java.util.List;
import org.outreachsync.refusal.RefusedException;

/** The errors in the files of an import, each with file, line, column and reason. */
final class Faults {

    private final int namedMax;
    private final List<String> named = new ArrayList<>();
    private int count;

    Faults(int namedMax) {
        this.namedMax = namedMax;
    }

    /** Adds an error in a row. */
    void add(Sheet.Row row, String column, String reason) {
        add(row.file(), row.line(), column, reason);
    }

    /** Adds a refusal by a rule; its parameter is the column. */
    void add(Sheet.Row row, String column, RefusedException refused) {
        var parameter = refused.details().get("parameter");
        add(
                row,
                parameter instanceof String name ? (name.equals("on") ? SiteSheet.CLOSED_ON : name) : column,
                String.valueOf(refused.getMessage()));
    }

    /** Adds an error in a line. */
    void add(String file, long line, String column, String reason) {
        add(file + ":" + line + (column.isEmpty() ? "" : " " + column) + ": " + reason);
    }

    /** Adds an error about a whole file. */
    void add(String file, String reason) {
        add(file + ": " + reason);
    }

    private void add(String problem) {
        count++;
        if (named.size() < namedMax) {
            named.add(problem);
        }
    }

    /**
     * Ends the import if there are errors.
     *
     * @throws SheetException with all of them
     */
    void check() {
        if (count > 0) {
            var more = count > named.size() ? "\nand " + (count - named.size()) + " more" : "";
            throw new SheetException(String.join("\n", named) + more + "\n" + count
                    + (count == 1 ? " problem" : " problems") + "; nothing was written");
        }
    }
}
