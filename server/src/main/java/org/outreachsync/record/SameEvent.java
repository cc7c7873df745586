package org.outreachsync.record;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.keys.Sealer;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.RecordType;

/**
 * Recognises records that may describe one event: same client, site, day and type, and a common service if the contract
 * requires one.
 */
public final class SameEvent {

    private static final String PURPOSE = "same event";
    private static final String DEATH = "death";

    private SameEvent() {}

    /**
     * The keyed name of a record's event, or null for a record that is void, anonymous, undated or never a duplicate.
     */
    static @Nullable String nameOf(Sealer sealer, RecordType type, RecordEntry entry) {
        var key = entry.clientKey(type);
        var day = entry.day();
        if (key == null || day == null || !entry.stands(type)) {
            return null;
        }
        if (Deaths.day(type, entry) != null) {
            return nameOfDeath(sealer, entry.site(), key);
        }
        if (type.duplicateShared() == null) {
            return null;
        }
        var when = type.number() + "/" + day;
        return sealer.name(
                PURPOSE,
                List.of(entry.site().getBytes(StandardCharsets.UTF_8), when.getBytes(StandardCharsets.UTF_8), key));
    }

    /** The keyed name of a client's death at a site, whatever the day: nobody dies twice. */
    static String nameOfDeath(Sealer sealer, String site, byte[] key) {
        return sealer.name(DEATH, List.of(site.getBytes(StandardCharsets.UTF_8), key));
    }

    /**
     * Whether two records with the same name come from different tablets and have in common what the contract requires.
     */
    public static boolean mayBeSame(RecordType type, RecordEntry one, RecordEntry other) {
        if (one.state().id().equals(other.state().id())
                || madeTogether(one.state().id(), other.state().id())) {
            return false;
        }
        var shared = type.duplicateShared();
        if (shared == null) {
            return false;
        }
        return shared.isEmpty() || !Collections.disjoint(elements(type, shared, one), elements(type, shared, other));
    }

    /** If one tablet writes two records for one client and day, it does so on purpose. */
    private static boolean madeTogether(RecordId one, RecordId other) {
        return one.isCounted() && other.isCounted() && one.high() == other.high();
    }

    private static Set<Integer> elements(RecordType type, String field, RecordEntry entry) {
        int number = type.field(field).number();
        var shown = entry.state().shown();
        var elements = new HashSet<Integer>();
        for (int at = shown.firstOf(number), end = shown.endOf(number); at < end; at++) {
            elements.add(shown.pathAt(at).element());
        }
        return elements;
    }
}
