package org.outreachsync.export.dhis2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What DHIS2 held at the end of a delivery, as it was read back.
 *
 * @param group which form
 * @param readAt when it was read
 * @param equal how many figures stand as they were to stand
 * @param sent how many figures were sent, repetitions included; 0 if all stood there already
 * @param withdrawn how many deletions were sent, repetitions included
 * @param differences the cells that are not as they were to be; empty if the delivery is done
 */
public record Receipt(Group group, Instant readAt, int equal, int sent, int withdrawn, List<Difference> differences) {

    public Receipt {
        differences = List.copyOf(differences);
    }

    /**
     * A cell that is not as it was to be.
     *
     * @param key which cell
     * @param wanted the figure, or null if it was to be withdrawn
     * @param stored what stands there, or null if nothing does
     */
    public record Difference(
            Cell.Key key, @Nullable String wanted, @Nullable String stored) {}

    static Receipt of(Push push, StoredValues stored, Instant readAt, Progress progress) {
        var changes = Changes.between(push, stored);
        var wanted = push.wanted();
        int cells = wanted == null ? 0 : wanted.cells().size();
        var differences = new ArrayList<Difference>();
        for (var write : changes.writes()) {
            var key = write.cell().key();
            differences.add(new Difference(key, write.cell().text(), valueAt(stored, key)));
        }
        for (var key : changes.deletions()) {
            differences.add(new Difference(key, null, valueAt(stored, key)));
        }
        return new Receipt(
                push.group(),
                readAt,
                cells - changes.writes().size(),
                progress.sent(),
                progress.withdrawn(),
                differences);
    }

    private static @Nullable String valueAt(StoredValues stored, Cell.Key key) {
        return stored.at(key).map(StoredValues.Stored::value).orElse(null);
    }
}
