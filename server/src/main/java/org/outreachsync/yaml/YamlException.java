package org.outreachsync.yaml;

/** A file is wrong; the message names the file, the line and the reason. */
public final class YamlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String path;

    /**
     * Says where and why.
     *
     * @param file its name, such as {@code catalogue.yaml}
     * @param line from 1
     * @param column from 1; 0 if unknown
     * @param path the value from the root, such as {@code data_sets[0].code}; empty for the root or if unknown
     */
    public YamlException(String file, int line, int column, String path, String reason) {
        super(file + ":" + line + (column == 0 ? "" : ":" + column) + (path.isEmpty() ? "" : ": " + path) + ": "
                + reason);
        this.line = line;
        this.column = column;
        this.path = path;
    }

    /**
     * Says where and why, for a file in lines.
     *
     * @param place file and line, such as {@code org-units.txt:12}
     */
    public YamlException(String place, String reason) {
        super(place + ": " + reason);
        this.line = lineOf(place);
        this.column = 0;
        this.path = "";
    }

    private static int lineOf(String place) {
        try {
            return Integer.parseInt(place.substring(place.lastIndexOf(':') + 1));
        } catch (NumberFormatException none) {
            return 1;
        }
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** The column, from 1; 0 if unknown. */
    public int column() {
        return column;
    }

    /** The value, from the root; empty for the root or if unknown. */
    public String path() {
        return path;
    }
}
