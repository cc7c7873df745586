package org.outreachsync.export.ledger;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an export tells, and where it comes from.
 *
 * @param no numbers what recipients are told; each was decided knowing all before it
 * @param counted when it was counted
 * @param countedTo how far each site's log was counted, as seq
 * @param versions of everything that the files depend on
 * @param table the table as recipients get it
 * @param counts the counts that recipients are told something of
 * @param isExact whether recipients get exact figures, so that nothing is hidden from them
 * @param asToldLines how many lines have a count that is as in an earlier report
 * @param earlier the entries from whose tables trends are drawn
 * @param files the names and hashes of its files with the manifest; empty until they are written
 * @param signature the detached signature of the manifest; empty until then
 */
public record Content(
        long no,
        Instant counted,
        SortedMap<String, Long> countedTo,
        Versions versions,
        SnapshotRef table,
        SnapshotRef counts,
        boolean isExact,
        int asToldLines,
        List<String> earlier,
        List<FileRef> files,
        String signature) {

    public Content {
        countedTo = Collections.unmodifiableSortedMap(new TreeMap<>(countedTo));
        earlier = List.copyOf(earlier);
        files = List.copyOf(files);
    }

    /**
     * Versions.
     *
     * @param destination the version of the destination
     * @param document SHA-256 of the destination's document, in hexadecimal digits, as the others are
     * @param mapping the version of the mapping, which is a part of the document; 0 for none
     * @param policy SHA-256 of the rules of disclosure; the policy of the destination is a part of the document
     * @param catalogue SHA-256 of the catalogue of indicators
     * @param formats the versions of the destination's formats and of the manifest, by code; empty if the export was
     *     made before they had versions
     * @param server the version of this program
     * @param java the version of the Java runtime, whose zlib packs workbooks and pages
     */
    public record Versions(
            int destination,
            String document,
            int mapping,
            String policy,
            String catalogue,
            SortedMap<String, Integer> formats,
            String server,
            String java) {

        public Versions {
            formats = Collections.unmodifiableSortedMap(new TreeMap<>(formats));
        }
    }

    /**
     * Where a snapshot lies in the store.
     *
     * @param id its id
     * @param parts the number of its parts
     * @param sha256 of the snapshot, in hexadecimal digits
     */
    public record SnapshotRef(String id, int parts, String sha256) {}

    /**
     * A file.
     *
     * @param name its name
     * @param mediaType its media type
     * @param sha256 in hexadecimal digits
     * @param size in bytes
     */
    public record FileRef(String name, String mediaType, String sha256, long size) {}

    /** The same with its files. */
    public Content with(List<FileRef> written, String signed) {
        return new Content(
                no, counted, countedTo, versions, table, counts, isExact, asToldLines, earlier, written, signed);
    }
}
