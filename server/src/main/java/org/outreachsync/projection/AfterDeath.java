package org.outreachsync.projection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.Contract;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.RecordType;
import org.outreachsync.record.Deaths;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.Review;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.record.SiteState;

/**
 * Opens reviews of meetings with a client whom a record of the site reports as dead before: a mistyped code, or
 * somebody else's death.
 */
final class AfterDeath {

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

    /** The keyed names of the deaths of those whom touched records meet. */
    List<String> deathsOf(String site, SiteState state, Collection<RecordEntry> touched) {
        return state.isWithoutDeaths() ? List.of() : deathsOf(site, touched);
    }

    private List<String> deathsOf(String site, Collection<RecordEntry> touched) {
        return touched.stream()
                .filter(this::isOfMeeting)
                .map(meeting -> deathOf(site, meeting))
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * The reviews of all meetings that touched records affect.
     *
     * @param older those of them that existed before
     * @param reports the records that report the deaths of {@link #deathsOf}, by the name of the death
     * @param today the day on which the last of them arrived, days since 1970
     */
    List<Review> of(
            String site,
            SiteState state,
            Collection<RecordEntry> touched,
            Set<RecordId> older,
            Map<String, List<RecordEntry>> reports,
            long today) {
        if (state.isWithoutDeaths()) {
            return touched.stream()
                    .filter(entry -> older.contains(entry.state().id()) && isOfMeeting(entry))
                    .map(meeting -> review(site, meeting, state.seq(), List.of()))
                    .toList();
        }
        var meetings = new LinkedHashMap<RecordId, RecordEntry>();
        touched.stream()
                .filter(this::isOfMeeting)
                .forEach(entry -> meetings.put(entry.state().id(), entry));
        var deaths =
                touched.stream().filter(entry -> Deaths.mayTell(type(entry))).toList();
        var told = new HashMap<>(reports);
        if (!deaths.isEmpty()) {
            var others = new HashMap<>(withOpenReview(site, deaths));
            later(site, deaths, today).forEach(others::putIfAbsent);
            others.keySet().removeAll(meetings.keySet());
            told.putAll(records.ofEvents(site, state, Map.of(), deathsOf(site, others.values()), touched));
            meetings.putAll(others);
        }
        return meetings.values().stream()
                .map(meeting -> {
                    var death = deathOf(site, meeting);
                    return review(
                            site,
                            meeting,
                            state.seq(),
                            death == null ? List.of() : told.getOrDefault(death, List.of()));
                })
                .toList();
    }

    private @Nullable String deathOf(String site, RecordEntry meeting) {
        var type = type(meeting);
        var key = meeting.clientKey(type);
        return key != null && meeting.day() != null && meeting.stands(type) ? records.eventOfDeath(site, key) : null;
    }

    private RecordType type(RecordEntry entry) {
        return contract.type(entry.state().type());
    }

    private boolean isOfMeeting(RecordEntry entry) {
        return Deaths.isMeeting(type(entry));
    }

    /** Meetings with an open review because of these deaths, which may no longer apply. */
    private Map<RecordId, RecordEntry> withOpenReview(String site, List<RecordEntry> deaths) {
        var ids = deaths.stream().map(entry -> entry.state().id()).toList();
        var meetings = reviews.allOpen(site).stream()
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
        if (first <= today + AHEAD_DAYS) {
            records.ofDays(site, first + 1, today + AHEAD_DAYS, entry -> {
                if (isOfMeeting(entry) && standing.stream().anyMatch(death -> isOfSame(death, entry))) {
                    found.put(entry.state().id(), entry);
                }
            });
        }
        return found;
    }

    private long day(RecordEntry death) {
        return Objects.requireNonNullElse(Deaths.day(type(death), death), Long.MAX_VALUE);
    }

    private boolean isOfSame(RecordEntry one, RecordEntry other) {
        var key = other.clientKey(type(other));
        return key != null && Arrays.equals(key, one.clientKey(type(one)));
    }

    /**
     * The review of a meeting.
     *
     * @param told the records that report the client's death
     */
    private Review review(String site, RecordEntry meeting, long seq, List<RecordEntry> told) {
        var day = meeting.day();
        var deaths =
                told.stream().filter(death -> day != null && day(death) < day).toList();
        var involved = new ArrayList<>(List.of(meeting));
        involved.addAll(deaths);
        long since = involved.stream()
                .mapToLong(entry -> entry.state().version())
                .max()
                .orElse(seq);
        var ids = involved.stream().map(entry -> entry.state().id()).toList();
        var id = Review.afterDeathId(site, meeting.state().id());
        return new Review(
                id,
                site,
                seq,
                since,
                !deaths.isEmpty(),
                Review.Kind.MET_AFTER_DEATH,
                type(meeting).number(),
                ids,
                List.of());
    }

    /** The ids of those reviews whose meetings were stored before. */
    static List<String> ofOlderMeetings(Collection<Review> reviews, Set<RecordId> older) {
        return reviews.stream()
                .filter(review -> older.contains(review.records().getFirst()))
                .map(Review::id)
                .toList();
    }
}
