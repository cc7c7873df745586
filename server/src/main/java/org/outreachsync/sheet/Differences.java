package org.outreachsync.sheet;

import java.util.ArrayList;
import java.util.List;

/** What of the files differs from what is stored. */
final class Differences {

    private final List<Change> changes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int same;
    private int tokens;

    void add(String shown, Runnable write) {
        changes.add(new Change(shown, write));
    }

    /** Somebody new, who gets a token. */
    void addPerson(String shown, Runnable write) {
        tokens++;
        add(shown, write);
    }

    /** Something is stored as the file has it. */
    void same() {
        same++;
    }

    /** Something differs and stays as it is stored. */
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
