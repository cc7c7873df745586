package org.outreachsync.export.ledger;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.outreachsync.disclosure.Range;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.build.SafeTables.Count;
import org.outreachsync.export.safety.CellKey;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.store.StoreException;
import org.outreachsync.targets.Area;
import org.outreachsync.wire.exports.v1.CountsSnapshot;
import org.outreachsync.wire.exports.v1.StoredCount;
import org.outreachsync.wire.exports.v1.StoredGroup;
import org.outreachsync.wire.exports.v1.StoredTold;

/** Counts as they are stored. */
final class CountCodec {

    private static final String EXACT = "EXACT";
    private static final String ROUNDED = "ROUNDED";
    private static final String FEW = "FEW";
    private static final String LEFT_OUT = "LEFT_OUT";

    private CountCodec() {}

    static CountsSnapshot stored(List<Count> counts) {
        var stored = CountsSnapshot.newBuilder();
        counts.forEach(count -> stored.addCounts(StoredCount.newBuilder()
                .setQuantity(count.key().quantity())
                .setAgeScheme(count.key().ageScheme())
                .setProject(count.key().project())
                .setArea(count.key().area().toString())
                .setScope(count.key().scope())
                .setPeriod(count.key().period().text())
                .addAllGroups(groups(count.key().groups()))
                .setValue(count.value())
                .setTold(told(count.told()))
                .setState(count.state())));
        return stored.build();
    }

    static List<Count> counts(CountsSnapshot stored) {
        return stored.getCountsList().stream()
                .map(count -> new Count(
                        new CellKey(
                                count.getQuantity(),
                                count.getAgeScheme(),
                                count.getProject(),
                                Area.of(count.getArea()),
                                count.getScope(),
                                Period.parse(count.getPeriod()),
                                groups(count.getGroupsList())),
                        count.getValue(),
                        told(count.getTold()),
                        count.getState()))
                .toList();
    }

    static List<StoredGroup> groups(SortedMap<Dimension, String> groups) {
        return groups.entrySet().stream()
                .map(group -> StoredGroup.newBuilder()
                        .setDimension(group.getKey().name())
                        .setCode(group.getValue())
                        .build())
                .toList();
    }

    static SortedMap<Dimension, String> groups(List<StoredGroup> stored) {
        var groups = new TreeMap<Dimension, String>();
        stored.forEach(group -> groups.put(Dimension.valueOf(group.getDimension()), group.getCode()));
        return groups;
    }

    static StoredTold told(Told told) {
        return switch (told) {
            case Told.Exact(long value) -> told(EXACT, value, told.range());
            case Told.Rounded(long value, Range range) -> told(ROUNDED, value, range);
            case Told.Few(Range range) -> told(FEW, 0, range);
            case Told.LeftOut(Range range) -> told(LEFT_OUT, 0, range);
        };
    }

    private static StoredTold told(String kind, long value, Range range) {
        return StoredTold.newBuilder()
                .setKind(kind)
                .setValue(value)
                .setLeast(range.least())
                .setMost(range.most())
                .build();
    }

    static Told told(StoredTold stored) {
        var range = new Range(stored.getLeast(), stored.getMost());
        return switch (stored.getKind()) {
            case EXACT -> new Told.Exact(stored.getValue());
            case ROUNDED -> new Told.Rounded(stored.getValue(), range);
            case FEW -> new Told.Few(range);
            case LEFT_OUT -> new Told.LeftOut(range);
            default ->
                throw new StoreException("an export tells something in an unknown way: " + stored.getKind(), null);
        };
    }
}
