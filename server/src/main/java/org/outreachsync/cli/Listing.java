package org.outreachsync.cli;

import java.io.PrintStream;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * Prints a list: its rows on standard output, for people and scripts, and beside them the headings of its columns, or
 * that it is empty.
 */
final class Listing {

    private Listing() {}

    /**
     * Prints a list.
     *
     * @param notes receives the headings, or the sentence
     * @param headings one line, with the columns of the rows
     * @param empty the sentence that says that there is nothing
     * @param print prints a row
     */
    static <T> void print(PrintStream notes, String headings, String empty, Collection<T> rows, Consumer<T> print) {
        notes.println(rows.isEmpty() ? empty : headings);
        rows.forEach(print);
    }
}
