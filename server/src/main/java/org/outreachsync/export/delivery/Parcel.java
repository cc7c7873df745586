package org.outreachsync.export.delivery;

import java.util.List;

/**
 * One revision of an export, on its way to a recipient.
 *
 * @param id unique; the same in each attempt, so that a recipient can tell a repetition
 * @param destination the code of the destination
 * @param dataSet the code of the data set
 * @param period the period, as in questions
 * @param revision 1 for the first report of the period
 * @param files all of its files, with the manifest
 */
public record Parcel(
        String id, String destination, String dataSet, String period, int revision, List<ExportFile> files) {

    public Parcel {
        files = List.copyOf(files);
    }
}
