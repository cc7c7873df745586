package org.outreachsync.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A file is wrong; the message names the file, the line and the reason, for each mistake on a line of its own. */
public final class YamlException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String MORE = "There are more mistakes; correct these first.";

    private final int line;
    private final int column;
    private final String path;
    private final transient List<YamlException> others;

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
        this.others = List.of();
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
        this.others = List.of();
    }

    private YamlException(List<YamlException> all) {
        super(texts(all).stream().collect(Collectors.joining("\n")));
        var first = all.getFirst();
        this.line = first.line;
        this.column = first.column;
        this.path = first.path;
        this.others = all;
    }

    /** All mistakes as one. */
    static YamlException of(List<YamlException> mistakes) {
        var all = new ArrayList<>(mistakes);
        all.sort(Comparator.comparingInt(YamlException::line).thenComparingInt(YamlException::column));
        return all.size() == 1 ? all.getFirst() : new YamlException(List.copyOf(all));
    }

    private static List<String> texts(List<YamlException> all) {
        var texts = new ArrayList<String>();
        all.stream().limit(Mistakes.MAX).map(YamlException::text).forEach(texts::add);
        if (all.size() > Mistakes.MAX) {
            texts.add(MORE);
        }
        return texts;
    }

    private static int lineOf(String place) {
        try {
            return Integer.parseInt(place.substring(place.lastIndexOf(':') + 1));
        } catch (NumberFormatException none) {
            return 1;
        }
    }

    /** Each mistake by itself. */
    List<YamlException> all() {
        return others.isEmpty() ? List.of(this) : others;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    /** What is wrong, one text for each mistake, at most {@link Mistakes#MAX} and a note that there are more. */
    public List<String> texts() {
        return texts(all());
    }

    /** The line of the first mistake, from 1. */
    public int line() {
        return line;
    }

    /** The column of the first mistake, from 1; 0 if unknown. */
    public int column() {
        return column;
    }

    /** The value of the first mistake, from the root; empty for the root or if unknown. */
    public String path() {
        return path;
    }
}
