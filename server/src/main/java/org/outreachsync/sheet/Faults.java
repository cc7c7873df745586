package org.outreachsync.sheet;

import java.util.ArrayList;
import java.util.List;
import org.outreachsync.refusal.RefusedException;

/** What is wrong in the files of an import, each with its file, line, column and reason. */
final class Faults {

    private final int namedMax;
    private final List<String> named = new ArrayList<>();
    private int count;

    Faults(int namedMax) {
        this.namedMax = namedMax;
    }

    /** Something in a row. */
    void add(Sheet.Row row, String column, String reason) {
        add(row.file(), row.line(), column, reason);
    }

    /** What a rule refuses of a row; its parameter is the column. */
    void add(Sheet.Row row, String column, RefusedException refused) {
        var parameter = refused.details().get("parameter");
        add(
                row,
                parameter instanceof String name ? (name.equals("on") ? SiteSheet.CLOSED_ON : name) : column,
                String.valueOf(refused.getMessage()));
    }

    /** Something in a line. */
    void add(String file, long line, String column, String reason) {
        add(file + ":" + line + (column.isEmpty() ? "" : " " + column) + ": " + reason);
    }

    /** Something about a file as a whole. */
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
     * Ends the import when there are any.
     *
     * @throws SheetException that names them
     */
    void check() {
        if (count > 0) {
            var more = count > named.size() ? "\nand " + (count - named.size()) + " more" : "";
            throw new SheetException(String.join("\n", named) + more + "\n" + count
                    + (count == 1 ? " problem" : " problems") + "; nothing was written");
        }
    }
}
