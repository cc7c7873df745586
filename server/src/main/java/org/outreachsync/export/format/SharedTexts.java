package org.outreachsync.export.format;

import java.util.HashSet;
import java.util.Set;

/**
 * The texts that a workbook has once for all cells. Codes, names and flags repeat in hundreds of thousands of lines, so
 * that files with them are shorter and written faster. All of them are held until the file is written, so they are
 * limited; further ones stand in their cells.
 */
final class SharedTexts {

    private static final int MAX = 20_000;

    private final Set<String> texts = new HashSet<>();

    /** Whether a text is shared. */
    boolean has(String text) {
        return texts.contains(text) || (texts.size() < MAX && texts.add(text));
    }
}
