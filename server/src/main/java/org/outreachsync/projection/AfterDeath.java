package org.outreachsync.projection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.outreachsync.model.Contract;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.Deaths;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.Review;
import org.outreachsync.record.ReviewStore;

/**
 * Opens reviews of meetings with a client whom a record of the site reports as dead before: a mistyped code, or
 * somebody else's death.
 */
final class AfterDeath {

    /** How many open reviews of a site are checked when a death is corrected. */
    private static final int OPEN_MAX = 10_000;
    /** An event may be dated a day ahead of the server's date, in any time zone. */
    private static final int AHEAD_DAYS = 2;

    private final RecordStore records;
    private final ReviewStore reviews;
    private final Contract contract;

    AfterDeath(RecordStore records, ReviewStore reviews, Contract contract) {
        this.records = records;
        this.reviews = reviews;
        this.contract = contract;
    }

    /**
     * The reviews of all meetings that touched records affect.
     *
     * @param today the day on which the last of them arrived, days since 1970
     */
    List<Review> of(String site, Collection<RecordEntry> touched, long seq, long today) {
        var meetings = new HashMap<RecordId, RecordEntry>();
        touched.stream()
                .filter(this::isOfMeeting)
                .forEach(entry -> meetings.put(entry.state().id(), entry));
        var deaths = touched.stream()
                .filter(entry -> Deaths.mayTell(contract.type(entry.state().type())))
                .toList();
        if (!deaths.isEmpty()) {
            withOpenReview(site, deaths).forEach(meetings::putIfAbsent);
            later(site, deaths, today).forEach(meetings::putIfAbsent);
        }
        var deathsOf = new HashMap<String, List<RecordEntry>>();
        return meetings.values().stream()
                .map(meeting -> review(site, meeting, seq, deathsOf))
                .toList();
    }

    private boolean isOfMeeting(RecordEntry entry) {
        return Deaths.isMeeting(contract.type(entry.state().type()));
    }

    /** Meetings with an open review because of these deaths, which may no longer apply. */
    private Map<RecordId, RecordEntry> withOpenReview(String site, List<RecordEntry> deaths) {
        var ids = deaths.stream().map(entry -> entry.state().id()).toList();
        var meetings = reviews.open(site, 0, OPEN_MAX).stream()
                .filter(review -> review.kind() == Review.Kind.MET_AFTER_DEATH
                        && review.records().stream().anyMatch(ids::contains))
                .map(review -> review.records().getFirst())
                .toList();
        return records.load(site, meetings);
    }

    /** Meetings with the dead that were recorded before their deaths. */
    private Map<RecordId, RecordEntry> later(String site, List<RecordEntry> deaths, long today) {
        var standing =
                deaths.stream().filter(entry -> day(entry) != Long.MAX_VALUE).toList();
        long first = standing.stream().mapToLong(this::day).min().orElse(Long.MAX_VALUE);
        var found = new HashMap<RecordId, RecordEntry>();
        for (long day = first; day < today + AHEAD_DAYS; day++) {
            for (var entry : records.ofDay(site, day + 1)) {
                if (isOfMeeting(entry) && standing.stream().anyMatch(death -> isOfSame(death, entry))) {
                    found.put(entry.state().id(), entry);
                }
            }
        }
        return found;
    }

    private long day(RecordEntry death) {
        return Objects.requireNonNullElse(Deaths.day(contract.type(death.state().type()), death), Long.MAX_VALUE);
    }

    private boolean isOfSame(RecordEntry one, RecordEntry other) {
        var key = other.clientKey(contract.type(other.state().type()));
        return key != null
                && Arrays.equals(key, one.clientKey(contract.type(one.state().type())));
    }

    /** The review of a meeting. The deaths read for a client, by key, are cached for the next one. */
    private Review review(String site, RecordEntry meeting, long seq, Map<String, List<RecordEntry>> deathsOf) {
        var type = contract.type(meeting.state().type());
        var key = meeting.clientKey(type);
        var day = meeting.day();
        var deaths = key == null || day == null || !meeting.stands(type)
                ? List.<RecordEntry>of()
                : deathsOf.computeIfAbsent(HexFormat.of().formatHex(key), unseen -> records.ofDeath(site, key)).stream()
                        .filter(death -> day(death) < day)
                        .toList();
        var involved = new ArrayList<>(List.of(meeting));
        involved.addAll(deaths);
        long since = involved.stream()
                .mapToLong(entry -> entry.state().version())
                .max()
                .orElse(seq);
        var ids = involved.stream().map(entry -> entry.state().id()).toList();
        var id = Review.afterDeathId(site, meeting.state().id());
        return new Review(
                id, site, seq, since, !deaths.isEmpty(), Review.Kind.MET_AFTER_DEATH, type.number(), ids, List.of());
    }

    /** The ids of those reviews whose meetings were stored before. */
    static List<String> ofOlderMeetings(Collection<Review> reviews, Set<RecordId> older) {
        return reviews.stream()
                .filter(review -> older.contains(review.records().getFirst()))
                .map(Review::id)
                .toList();
    }
}
