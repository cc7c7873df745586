package org.outreachsync.export.format;

import java.util.List;
import java.util.Optional;

/** The formats that need no mapping. */
public final class Formats {

    /** All of them. */
    public static final List<Format> ALL =
            List.of(new TidyCsv(), new TidyXlsx(), new ProgressUpdate(), new MinistryPage());

    private Formats() {}

    /** The format with this code. */
    public static Optional<Format> of(String code) {
        return ALL.stream().filter(format -> format.code().equals(code)).findAny();
    }
}
