package org.outreachsync.export.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Range;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.build.Preparation.Due;
import org.outreachsync.export.build.Preparation.Export;
import org.outreachsync.export.build.Preparation.Known;
import org.outreachsync.export.build.Preparation.Prepared;
import org.outreachsync.export.build.SafeTables.Count;
import org.outreachsync.export.count.CountedTable;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.safety.CellKey;
import org.outreachsync.export.safety.Earlier;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.targets.Area;

/** Counts by a table that a test fills; everything of a data set is one figure of one site. */
final class Figures implements Counting {

    static final Area SITE = Area.of("site:OSH-1");

    private static final int BASE = 5;
    private static final long LITTLE = 7;

    final Map<String, Long> byPeriod = new ConcurrentHashMap<>();
    final List<List<Earlier>> known = new ArrayList<>();
    final AtomicInteger asked = new AtomicInteger();

    @Nullable
    Prepared refusal;

    /** Why nothing can be counted; null if it can. */
    @Nullable
    RefusedException uncountable;

    Runnable meanwhile = () -> {};

    private long value(Period period) {
        return byPeriod.getOrDefault(period.text(), 0L);
    }

    @Override
    public synchronized Prepared of(Destination destination, List<Due> due, Known what, Instant now) {
        asked.incrementAndGet();
        known.add(what.counts());
        var gone = uncountable;
        if (gone != null) {
            throw gone;
        }
        var refused = refusal;
        if (refused != null) {
            return refused;
        }
        var exports = new ArrayList<Export>();
        var counts = new HashMap<String, Count>();
        for (var one : due) {
            long value = value(one.period());
            var told = told(value);
            var definition =
                    Objects.requireNonNull(CountingRig.CATALOGUE.definitions().get("CONTACTS"));
            var line = new Line(definition, SITE, one.period(), new TreeMap<>(), told, null, null);
            var key = new CellKey("sum(CONTACTS)", "", -1, SITE, "", one.period(), new TreeMap<>());
            counts.put(key.name(), new Count(key, value, told, ""));
            var head = new ExportTable.Head(
                    destination.publisher(),
                    destination.code(),
                    one.set().code(),
                    one.set().title(),
                    one.period(),
                    one.revision(),
                    now,
                    false,
                    destination.policy().explanation(),
                    destination.language());
            var counted =
                    new CountedTable(one.set(), one.period(), List.of(), new TreeMap<>(Map.of("OSH-1", value)), false);
            exports.add(new Export(new ExportTable(head, new TreeMap<>(), List.of(line)), counted));
        }
        meanwhile.run();
        return new Prepared.Ready(exports, List.copyOf(counts.values()));
    }

    private static Told told(long value) {
        if (value <= LITTLE) {
            return new Told.Few(new Range(0, LITTLE));
        }
        long rounded = Math.round((double) value / BASE) * BASE;
        return new Told.Rounded(rounded, new Range(rounded - 2, rounded + 2));
    }
}
