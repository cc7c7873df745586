package org.outreachsync.export.channel;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.outreachsync.config.ChannelLimits.Parcels;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.delivery.Parcel;

/**
 * The files of a parcel in the order in which they are delivered, so that whoever finds the manifest finds them all.
 */
final class ParcelFiles {

    private static final String MANIFEST = "manifest";

    private ParcelFiles() {}

    /**
     * The files, what belongs to the manifest last, and of that the shortest name, which is its own.
     *
     * @throws IllegalArgumentException if a name could lead out of a folder, occurs twice, or a limit is exceeded
     */
    static List<ExportFile> inOrder(Parcel parcel, Parcels limits) {
        var files = parcel.files();
        if (files.isEmpty() || files.size() > limits.filesMax() || bytes(files) > limits.bytesMax()) {
            throw new IllegalArgumentException("A parcel has 1 to " + limits.filesMax() + " files of at most "
                    + limits.bytesMax() + " bytes together.");
        }
        var names = new HashSet<String>();
        for (var file : files) {
            if (!isSafe(file.name(), limits.nameLengthMax())
                    || !names.add(file.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("The name of a file is not allowed or occurs twice.");
            }
        }
        return files.stream()
                .sorted(Comparator.comparingInt(file ->
                        isOfManifest(file) ? Integer.MAX_VALUE - file.name().length() : 0))
                .toList();
    }

    /** The size of all files together. */
    static long bytes(List<ExportFile> files) {
        return files.stream().mapToLong(file -> file.content().size()).sum();
    }

    /** The name under which a file is written until it is complete; the same in each attempt. */
    static String unfinished(ExportFile file) {
        return "." + file.name() + ".part";
    }

    private static boolean isOfManifest(ExportFile file) {
        return file.name().contains(MANIFEST);
    }

    private static boolean isSafe(String name, int lengthMax) {
        return !name.isEmpty()
                && name.length() <= lengthMax
                && name.charAt(0) != '.'
                && name.chars()
                        .allMatch(one -> (one >= 'a' && one <= 'z')
                                || (one >= 'A' && one <= 'Z')
                                || (one >= '0' && one <= '9')
                                || one == '.'
                                || one == '-'
                                || one == '_');
    }
}
