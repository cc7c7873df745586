package org.outreachsync.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the donors got.
 *
 * @param files what a donor fetched
 * @param signature whether OpenSSH confirmed the signature of the manifest
 * @param equal cells at the ministry that are what the indicators answer
 * @param masked figures that the ministry did not get, because few people are behind them, or one could work them out;
 *     each is named in the manifest
 * @param wrong cells that differ, are missing or should not be there, in words
 */
record Delivered(List<Path> files, Signature signature, int equal, int masked, List<String> wrong) {

    /** The result of checking a signature. */
    enum Signature {
        GOOD,
        BAD,
        /** OpenSSH is not installed here. */
        UNCHECKED
    }

    Delivered {
        files = List.copyOf(files);
        wrong = List.copyOf(wrong);
    }

    /**
     * Compares what the ministry holds, cell by cell.
     *
     * @param answers what the indicators answer for each cell
     * @param leftOut the cells that the manifest says were left out
     */
    static Delivered compared(
            List<Path> files, Signature signature, Map<Cell, Long> answers, Set<Cell> leftOut, Map<Cell, String> held) {
        int equal = 0;
        int masked = 0;
        var wrong = new ArrayList<String>();
        for (var figure : answers.entrySet()) {
            var cell = figure.getKey();
            var got = held.get(cell);
            var told = Long.toString(figure.getValue());
            if (leftOut.contains(cell)) {
                masked++;
                if (got != null) {
                    wrong.add(cell + " was to be left out");
                }
            } else if (told.equals(got)) {
                equal++;
            } else {
                wrong.add(cell + " is " + (got == null ? "missing" : got) + ", not " + told);
            }
        }
        held.keySet().stream()
                .filter(cell -> !answers.containsKey(cell))
                .forEach(cell -> wrong.add(cell + " belongs to no figure"));
        return new Delivered(files, signature, equal, masked, wrong);
    }

    /** Whether everything came as it should. */
    boolean isClean() {
        return wrong.isEmpty() && equal > 0 && masked > 0 && !files.isEmpty() && signature != Signature.BAD;
    }
}
