package org.outreachsync.indicator.quality;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.cell.Breakdown;
import org.outreachsync.indicator.cell.Cell;
import org.outreachsync.indicator.cube.Cube;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.indicator.question.Stretch;
import org.outreachsync.model.Contract;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.Review;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.validate.ResultCode;

/** Counts doubtful data of sites; nothing about a person. */
public final class QualityService {

    /** The cells of days are read one by one, so a period is limited. */
    private static final int DAYS_MAX = 400;

    private static final int NAMED_MAX = 50;

    private final Cube cube;
    private final ReviewStore reviews;
    private final QuarantineStore quarantine;
    private final Places programme;
    private final RecordStore records;
    private final Contract contract;

    /** Over these cells and records, and what waits for supervisors. */
    public QualityService(
            Cube cube,
            Places places,
            RecordStore records,
            Contract contract,
            ReviewStore reviews,
            QuarantineStore quarantine) {
        this.cube = cube;
        this.programme = places;
        this.records = records;
        this.contract = contract;
        this.reviews = reviews;
        this.quarantine = quarantine;
    }

    /**
     * Counts the doubtful data of each site in a period.
     *
     * @param sites the codes of the sites
     * @param period at most 400 days
     * @throws RefusedException PARAMETER if the period is longer
     */
    public QualityAnswer answer(Collection<String> sites, Period period) {
        if (period.from().plusDays(DAYS_MAX - 1L).isBefore(period.to())) {
            throw Parameters.refused("period", "Ask about " + DAYS_MAX + " days at most.");
        }
        cube.refresh(sites);
        var metAfterDeath = cube.read(() -> new MetAfterDeath(cube, sites));
        var places = programme.now();
        var regions = new DaysOfRegions(places);
        var silent = new ArrayList<String>();
        var judged = new ArrayList<QualityAnswer.Site>();
        for (var site : new TreeSet<>(sites)) {
            var days = cube.days(site, period.from().toEpochDay(), period.to().toEpochDay());
            if (days.values().stream().allMatch(Cell::isEmpty)
                    && places.isOpen(new Stretch(site, period.from(), period.to()))) {
                silent.add(site);
            }
            judged.add(new QualityAnswer.Site(
                    site, waiting(site), clients(days, metAfterDeath), records(places, site, days)));
            days.forEach((day, cell) -> regions.add(site, day, cell));
        }
        // Persons met in two regions on one day are known only after all sites were read.
        return new QualityAnswer(
                period,
                silent,
                judged.stream()
                        .map(one -> one.metApart(regions.apart(one.site())))
                        .toList());
    }

    /** Each has to be opened, because its kind is sealed, but no more than its kind is kept. */
    private QualityAnswer.Waiting waiting(String site) {
        var kinds = new HashMap<String, Review.Kind>();
        reviews.forEachOpen(site, review -> kinds.put(review.id(), review.kind()));
        var codes = new HashMap<String, String>();
        quarantine.forEachOpen(site, item -> codes.put(item.id(), item.content().getCode()));
        return new QualityAnswer.Waiting(
                Collections.frequency(kinds.values(), Review.Kind.POSSIBLE_DUPLICATE),
                kinds.size(),
                codes.size(),
                Collections.frequency(codes.values(), ResultCode.NEW_CODES_LIMIT.name()));
    }

    private QualityAnswer.Clients clients(Map<Long, Cell> days, MetAfterDeath metAfterDeath) {
        var met = met(days);
        return cube.read(() -> new QualityAnswer.Clients(
                cube.people().contradicted(met), cube.people().unclear(met), metAfterDeath.count(days), 0));
    }

    private QualityAnswer.Records records(Places places, String site, Map<Long, Cell> days) {
        var talliedAndRecorded = new TreeMap<Long, Integer>();
        days.forEach((day, cell) -> talliedAndRecorded.put(day, talliedAndRecorded(cell)));
        return new QualityAnswer.Records(
                talliedAndRecorded.values().stream().mapToInt(count -> count).sum(),
                firstDays(talliedAndRecorded),
                recordsWhileNotOpen(places, site, days.keySet()),
                days.values().stream()
                        .mapToLong(day -> total(day, "EXCHANGES_IMPLAUSIBLE"))
                        .sum(),
                days.values().stream().filter(day -> !day.isEmpty()).count());
    }

    /** Records dated before the site opened or after it closed. */
    private long recordsWhileNotOpen(Places places, String site, Set<Long> days) {
        return days.stream()
                .filter(day -> !places.isOpen(site, LocalDate.ofEpochDay(day)))
                .flatMap(day -> records.ofDay(site, day).stream())
                .filter(entry -> entry.stands(contract.type(entry.state().type())))
                .count();
    }

    /** Persons met or registered at the site. */
    private static BitSet met(Map<Long, Cell> days) {
        var met = new BitSet();
        days.values().forEach(day -> {
            day.persons().forEach(met::set);
            day.clients().forEach(client -> met.set(client.person()));
        });
        return met;
    }

    /**
     * Commodities that were both tallied and recorded person by person on a day: the same pieces may be counted twice.
     */
    private static int talliedAndRecorded(Cell day) {
        var tallied = commodities(day, "PIECES_TALLIED");
        tallied.retainAll(commodities(day, "PIECES_RECORDED"));
        return tallied.size();
    }

    /** The first days on which the same commodity was tallied and recorded, so that somebody can check. */
    private static List<LocalDate> firstDays(SortedMap<Long, Integer> talliedAndRecorded) {
        return talliedAndRecorded.entrySet().stream()
                .filter(day -> day.getValue() > 0)
                .limit(NAMED_MAX)
                .map(day -> LocalDate.ofEpochDay(day.getKey()))
                .toList();
    }

    private static Set<Integer> commodities(Cell day, String measure) {
        var found = new TreeSet<Integer>();
        var sums = day.sums(measure);
        if (sums != null) {
            sums.forEach((breakdown, value) -> found.add(Breakdown.item(breakdown)));
        }
        return found;
    }

    private static long total(Cell day, String measure) {
        var values = new ArrayList<Long>(List.of(0L));
        var sums = day.sums(measure);
        if (sums != null) {
            sums.forEach((breakdown, value) -> values.add(value));
        }
        return values.stream().mapToLong(Long::longValue).sum();
    }
}
