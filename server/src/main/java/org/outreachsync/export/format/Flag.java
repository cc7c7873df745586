package org.outreachsync.export.format;

import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Told;

/** How a figure is told. Flags are the same words in every language, so that filters work everywhere. */
public enum Flag {
    /** The figure itself. */
    EXACT("exact"),
    /** A rounded count, or a value that was computed from one. */
    ROUNDED("rounded"),
    /** A count that is only known to be small. */
    FEW("few"),
    /**
     * A figure as in an earlier report, however it is told, or a value that was computed from one. It may have changed
     * since.
     */
    AS_TOLD("as_told"),
    /** There is a figure, but it is not published. */
    LEFT_OUT("left out"),
    /** There is no such figure. */
    NONE("none");

    private final String word;

    Flag(String word) {
        this.word = word;
    }

    /** What it means, in the language of an export. */
    public String meaning(String language) {
        return Texts.in(language).get("flag." + name());
    }

    /** The word in files. */
    public String word() {
        return word;
    }

    static Flag of(@Nullable Told told) {
        return switch (told) {
            case Told.Exact exact -> EXACT;
            case Told.Rounded rounded -> ROUNDED;
            case Told.Few few -> FEW;
            case Told.LeftOut leftOut -> LEFT_OUT;
            case null -> NONE;
        };
    }
}
