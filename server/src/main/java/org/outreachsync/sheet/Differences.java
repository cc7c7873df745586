package org.outreachsync.sheet;

import java.util.ArrayList;
import java.util.List;

/** The differences between files and store. */
final class Differences {

    private final List<Change> changes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int same;
    private int tokens;

    void add(String shown, Runnable write) {
        changes.add(new Change(shown, write));
    }

    /** Adds a new person, who gets a token. */
    void addPerson(String shown, Runnable write) {
        tokens++;
        add(shown, write);
    }

    /** Counts something that is stored as in the file. */
    void same() {
        same++;
    }

    /** Notes a difference that stays as it is stored. */
    void note(Sheet.Row row, String text) {
        notes.add(row.file() + ":" + row.line() + ": " + text);
    }

    List<Change> changes() {
        return changes;
    }

    List<String> notes() {
        return notes;
    }

    int sameCount() {
        return same;
    }

    int tokenCount() {
        return tokens;
    }
}
