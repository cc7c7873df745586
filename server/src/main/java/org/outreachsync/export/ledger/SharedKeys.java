package org.outreachsync.export.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.table.Groups;
import org.outreachsync.indicator.Period;
import org.outreachsync.targets.Area;
import org.outreachsync.wire.exports.v1.StoredGroup;
import org.outreachsync.wire.exports.v1.StoredTold;

/** What the hundreds of thousands of lines and counts of a snapshot share, so that it is held once. */
final class SharedKeys {

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Area> areas = new HashMap<>();
    private final Map<String, Period> periods = new HashMap<>();
    private final Map<List<StoredGroup>, Groups> groups = new HashMap<>();
    private final Map<StoredTold, Told> told = new HashMap<>();

    String text(String text) {
        return texts.computeIfAbsent(text, same -> same);
    }

    Area area(String written) {
        return areas.computeIfAbsent(written, Area::of);
    }

    Period period(String written) {
        return periods.computeIfAbsent(written, Period::parse);
    }

    Groups groups(List<StoredGroup> stored) {
        return groups.computeIfAbsent(stored, some -> Groups.copyOf(CountCodec.groups(some)));
    }

    Told told(StoredTold stored) {
        return told.computeIfAbsent(stored, CountCodec::told);
    }
}
