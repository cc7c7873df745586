package org.outreachsync.indicator.cell;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.outreachsync.keys.Padding;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Pages;
import org.outreachsync.store.Range;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.TableWrite;
import org.outreachsync.store.Tables;

/**
 * The cells of all sites by day and by month, sealed. Cells counted with different measures are stored separately, so
 * that servers with two catalogues can run side by side.
 */
public final class CellStore {

    private static final String BY_DAY = "cells_day";
    private static final String BY_CHANGE = "months_changed";
    private static final int PAGE = 500;
    /** Most days of a site fit. */
    private static final int PADDED_DAY_BYTES_MIN = 4_096;
    /** The first days of a month fit. */
    private static final int PADDED_MONTH_BYTES_MIN = 8_192;

    private final DocumentStore store;
    private final Sealer sealer;
    private final String fingerprint;
    private final Breakdowns breakdowns = new Breakdowns();

    /**
     * Cells in this store.
     *
     * @param fingerprint of the catalogue by which they are counted
     */
    public CellStore(DocumentStore store, Sealer sealer, String fingerprint) {
        this.store = store;
        this.sealer = sealer;
        this.fingerprint = fingerprint;
    }

    /**
     * The write that stores cells of days, except where one that counts further is stored already.
     *
     * @param asOf the seq up to which they count at least
     */
    public TableWrite writeOfDays(String site, long asOf, SortedMap<Long, Cell> days) {
        var documents = new ArrayList<Document>();
        days.forEach((day, cell) -> {
            var id = family(site) + "/" + day;
            documents.add(new Document(
                    id,
                    asOf,
                    Map.of("scope", family(site), "day", day),
                    sealer.seal(Padding.of(CellCodec.encode(cell), PADDED_DAY_BYTES_MIN), sealContext(id))));
        });
        return TableWrite.newer(Tables.CELLS, documents);
    }

    /**
     * The write that stores the month of some days, unless one that counts further is stored already.
     *
     * @param days the cells of all its days that have one
     */
    public TableWrite writeOfMonth(String site, YearMonth month, long asOf, SortedMap<Long, Cell> days) {
        var id = family(site) + "/" + month;
        var fields = Map.<String, Object>of("scope", family(site), "changed", asOf);
        return TableWrite.newer(
                Tables.MONTHS,
                List.of(new Document(
                        id,
                        asOf,
                        fields,
                        sealer.seal(Padding.of(MonthCodec.encode(days), PADDED_MONTH_BYTES_MIN), sealContext(id)))));
    }

    /** Writes these in their order. */
    public void write(List<TableWrite> writes) {
        store.write(writes);
    }

    /** The cells of a site over some days, both inclusive, at most 10,000 days. */
    public SortedMap<Long, Cell> ofDays(String site, long from, long to) {
        var cells = new TreeMap<Long, Cell>();
        store.range(Tables.CELLS, Range.ascending(BY_DAY, List.of(family(site)), from, to, Range.LIMIT_MAX))
                .forEach(document -> cells.put(document.need("day"), decode(document)));
        return cells;
    }

    /**
     * A month of a site.
     *
     * @param month the month
     * @param asOf the seq up to which it counts at least
     * @param cell its aggregates
     */
    public record Month(YearMonth month, long asOf, MonthCell cell) {}

    /** The numbering of breakdowns in months that were read here. */
    public Breakdowns breakdowns() {
        return breakdowns;
    }

    /** Whether a month that was read here equals the one of these days. */
    public boolean isOf(SortedMap<Long, Cell> days, MonthCell month) {
        return monthOf(days).isSameAs(month);
    }

    /** The month of these days, as it would be read here. */
    public MonthCell monthOf(SortedMap<Long, Cell> days) {
        return MonthOfDays.of(days, breakdowns);
    }

    /** The months of a site that were counted up to this seq or later, in the order of their seq. */
    public List<Month> monthsSince(String site, long asOf) {
        return List.copyOf(
                Pages.all(asOf, PAGE, (from, limit) -> months(site, from, limit), Month::asOf, Month::month));
    }

    private List<Month> months(String site, long from, int limit) {
        var range = Range.ascending(BY_CHANGE, List.of(family(site)), from, null, limit);
        return store.range(Tables.MONTHS, range).stream()
                .map(document -> month(site, document))
                .toList();
    }

    /** Some months of a site, in no particular order. Months without a cell are left out. */
    public List<Month> ofMonths(String site, Collection<YearMonth> months) {
        var ids = months.stream().map(month -> family(site) + "/" + month).toList();
        return store.get(Tables.MONTHS, ids).stream()
                .map(document -> month(site, document))
                .toList();
    }

    private Month month(String site, Document document) {
        var name = document.id().substring(family(site).length() + 1);
        return new Month(YearMonth.parse(name), document.version(), decodeMonth(document));
    }

    /** The highest seq up to which a month of a site counts; 0 for none. */
    public long newest(String site) {
        var last = store.range(Tables.MONTHS, Range.last(BY_CHANGE, List.of(family(site))));
        return last.isEmpty() ? 0 : last.getFirst().version();
    }

    /** All days of a site with a cell, for a recount. */
    public Map<Long, Cell> allDays(String site) {
        var cells = new TreeMap<Long, Cell>();
        Pages.all(Long.MIN_VALUE, PAGE, (from, limit) -> days(site, from, limit), CellStore::day, CellStore::day)
                .forEach(document -> cells.put(day(document), decode(document)));
        return cells;
    }

    private List<Document> days(String site, long from, int limit) {
        return store.range(Tables.CELLS, Range.ascending(BY_DAY, List.of(family(site)), from, null, limit));
    }

    private static long day(Document document) {
        return document.need("day");
    }

    private String family(String site) {
        return fingerprint + "/" + site;
    }

    private Cell decode(Document document) {
        try {
            return CellCodec.decode(day(document), sealer.open(document.body(), sealContext(document.id())));
        } catch (InvalidProtocolBufferException damaged) {
            throw new StoreException("cell " + document.id() + " cannot be read", damaged);
        }
    }

    private MonthCell decodeMonth(Document document) {
        try {
            return MonthCodec.decode(sealer.open(document.body(), sealContext(document.id())), breakdowns);
        } catch (InvalidProtocolBufferException damaged) {
            throw new StoreException("month " + document.id() + " cannot be read", damaged);
        }
    }

    private static String sealContext(String id) {
        return "cell/" + id;
    }
}
