package org.outreachsync.demo;

import java.nio.file.Path;
import java.util.List;

/**
 * What the donors got.
 *
 * @param files what a donor fetched
 * @param signature whether OpenSSH confirmed the signature of the manifest
 * @param equal cells at the ministry that are what the indicators answer
 * @param masked figures that the ministry did not get, because few people are behind them, or one could work them out
 * @param wrong cells at the ministry that differ, in words
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

    /** Whether everything came as it should. */
    boolean isClean() {
        return wrong.isEmpty() && equal > 0 && masked > 0 && !files.isEmpty() && signature != Signature.BAD;
    }
}
