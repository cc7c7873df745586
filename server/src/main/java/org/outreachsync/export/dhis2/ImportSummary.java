package org.outreachsync.export.dhis2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The account of an import, as DHIS2 gives it.
 *
 * @param status SUCCESS, WARNING or ERROR, or a word that is not known
 * @param counts how many values, or null if it does not say
 * @param conflicts what was refused, at most {@link #CONFLICTS_MAX}
 * @param rejected the positions of refused values
 * @param dryRun whether it was a dry run, or null if it does not say
 * @param description what went wrong before any value was looked at; empty for nothing
 */
record ImportSummary(
        String status,
        @Nullable Counts counts,
        List<Conflict> conflicts,
        List<Integer> rejected,
        @Nullable Boolean dryRun,
        String description) {

    /** More are not kept: the first ones tell enough. */
    static final int CONFLICTS_MAX = 100;

    private static final int MESSAGE_LENGTH_MAX = 400;

    /**
     * How many values were written, and how many not.
     *
     * @param imported new values; in 2.43 always 0
     * @param updated new, changed and unchanged values
     * @param deleted deletions, also of what was not there
     * @param ignored refused values; 0 if the whole request was refused
     */
    record Counts(long imported, long updated, long deleted, long ignored) {
        long written() {
            return imported + updated + deleted;
        }
    }

    ImportSummary {
        conflicts = List.copyOf(conflicts);
        rejected = List.copyOf(rejected);
    }

    /** Finds the summary in an answer: in a web message, or bare as of a job and of earlier versions. */
    static Optional<ImportSummary> in(Json answer) {
        var summary = answer.at("response").isObject() ? answer.at("response") : answer;
        var status = summary.at("status").textOrEmpty();
        if (!summary.at("importCount").isObject() && !summary.at("conflicts").isList()) {
            return Optional.empty();
        }
        return Optional.of(new ImportSummary(
                status,
                counts(summary.at("importCount")),
                summary.at("conflicts").list().stream()
                        .limit(CONFLICTS_MAX)
                        .map(ImportSummary::conflict)
                        .toList(),
                indexes(summary.at("rejectedIndexes")),
                summary.at("importOptions").at("dryRun").flag().orElse(null),
                shown(summary.at("description").textOrEmpty())));
    }

    private static @Nullable Counts counts(Json counts) {
        var imported = counts.at("imported").whole();
        var updated = counts.at("updated").whole();
        var deleted = counts.at("deleted").whole();
        var ignored = counts.at("ignored").whole();
        if (updated.isEmpty() || ignored.isEmpty()) {
            return null;
        }
        return new Counts(imported.orElse(0), updated.getAsLong(), deleted.orElse(0), ignored.getAsLong());
    }

    private static Conflict conflict(Json conflict) {
        return new Conflict(
                shown(conflict.at("errorCode").textOrEmpty()),
                shown(conflict.at("value").textOrEmpty()),
                indexes(conflict.at("indexes")));
    }

    private static List<Integer> indexes(Json list) {
        var indexes = new ArrayList<Integer>();
        for (var item : list.list()) {
            var index = item.whole();
            if (index.isPresent() && index.getAsLong() >= 0 && index.getAsLong() <= Integer.MAX_VALUE) {
                indexes.add((int) index.getAsLong());
            }
        }
        return indexes;
    }

    /** A text of strangers that may be shown: without control characters, and not too long. */
    static String shown(String text) {
        return text.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .limit(MESSAGE_LENGTH_MAX)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }
}
