package org.outreachsync.export.ledger;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.outreachsync.disclosure.Range;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.build.SafeTables.Count;
import org.outreachsync.export.safety.CellKey;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.store.StoreException;
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

    /** Writes counts, one after the other: all together would need many times their memory. */
    static void write(List<Count> counts, CodedOutputStream out) throws IOException {
        for (var count : counts) {
            var key = count.key();
            out.writeMessage(
                    CountsSnapshot.COUNTS_FIELD_NUMBER,
                    StoredCount.newBuilder()
                            .setQuantity(key.quantity())
                            .setAgeScheme(key.ageScheme())
                            .setProject(key.project())
                            .setArea(key.area().toString())
                            .setScope(key.scope())
                            .setPeriod(key.period().text())
                            .addAllGroups(groups(key.groups()))
                            .setValue(count.value())
                            .setTold(told(count.told()))
                            .setState(count.state())
                            .build());
        }
    }

    /** Reads counts. */
    static List<Count> counts(CodedInputStream in) throws IOException {
        var shared = new SharedKeys();
        var counts = new ArrayList<Count>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == CountsSnapshot.COUNTS_FIELD_NUMBER) {
                counts.add(
                        count(in.readMessage(StoredCount.parser(), ExtensionRegistryLite.getEmptyRegistry()), shared));
            } else {
                in.skipField(tag);
            }
        }
        return counts;
    }

    private static Count count(StoredCount count, SharedKeys shared) {
        var key = new CellKey(
                shared.text(count.getQuantity()),
                shared.text(count.getAgeScheme()),
                count.getProject(),
                shared.area(count.getArea()),
                shared.text(count.getScope()),
                shared.period(count.getPeriod()),
                shared.groups(count.getGroupsList()));
        return new Count(key, count.getValue(), shared.told(count.getTold()), shared.text(count.getState()));
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
