package org.outreachsync.projection;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.outreachsync.merge.Conflict;
import org.outreachsync.merge.Conflicts;
import org.outreachsync.merge.Origin;
import org.outreachsync.merge.RecordState;
import org.outreachsync.model.Contract;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.RecordType;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.Review;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.record.SameEvent;
import org.outreachsync.record.SiteState;
import org.outreachsync.store.TableWrite;
import org.outreachsync.validate.Finding;
import org.outreachsync.validate.Validator;

/**
 * Keeps the reviews in step with the records. A review is a function of the current records: it opens when they
 * disagree, and closes when they no longer do.
 */
public final class ReviewProjector {

    private final RecordStore records;
    private final ReviewStore reviews;
    private final Contract contract;
    private final Validator validator;
    private final AfterDeath afterDeath;

    /** Keeps these reviews in step with these records. */
    public ReviewProjector(RecordStore records, ReviewStore reviews, Contract contract, Validator validator) {
        this.records = records;
        this.reviews = reviews;
        this.contract = contract;
        this.validator = validator;
        this.afterDeath = new AfterDeath(records, reviews, contract);
    }

    /**
     * What is to be done to the reviews of touched records.
     *
     * @param write opens and closes them
     * @param open those that are open then, by id
     */
    record Settled(TableWrite write, Map<String, Review> open) {}

    /**
     * Settles the reviews of touched records.
     *
     * @param state the state of the site, with the log applied as far as the records are
     * @param touched the records as they will be stored
     * @param older those that existed before, in their previous state: another server, which is behind, may be about to
     *     open a review of that state
     * @param created the ops that created records just now, by the record: each was checked as a whole
     * @param today the day on which the last of them arrived, days since 1970
     */
    Settled settle(
            String site,
            SiteState state,
            Collection<RecordEntry> touched,
            Set<RecordId> older,
            Map<RecordId, Origin> created,
            long today) {
        long seq = state.seq();
        var wanted = new LinkedHashMap<String, Review>();
        var certain = new HashSet<String>();
        var mayBeOpen = new HashSet<String>();
        var days = new HashMap<String, Set<Long>>();
        touched.forEach(entry -> entry.sameEvents()
                .forEach(event -> days.computeIfAbsent(event, unseen -> new HashSet<>())
                        .addAll(entry.state().days())));
        var ofEvents = records.ofEvents(site, state, days, afterDeath.deathsOf(site, state, touched), touched);
        for (var entry : touched) {
            var type = contract.type(entry.state().type());
            boolean isOlder = older.contains(entry.state().id());
            if (isOlder || !isAsCreated(entry, created)) {
                var disagreement = disagreement(site, type, entry, seq);
                wanted.put(disagreement.id(), disagreement);
                if (isOlder) {
                    certain.add(disagreement.id());
                }
            }
            for (var event : entry.sameEvents()) {
                var ofEvent = ofEvents.getOrDefault(event, List.of());
                if (!isOlder && ofEvent.size() < 2) {
                    continue;
                }
                var id = Review.eventId(site, event);
                if (isOlder) {
                    certain.add(id);
                }
                if (ofEvent.size() > 1) {
                    mayBeOpen.add(id);
                }
                wanted.computeIfAbsent(id, unseen -> sameEvent(id, site, type, ofEvent, seq));
            }
        }
        var met = afterDeath.of(site, state, touched, older, ofEvents, today);
        var fresh = touched.stream().map(entry -> entry.state().id()).collect(Collectors.toSet());
        fresh.removeAll(older);
        for (var review : met) {
            wanted.put(review.id(), review);
            if (!fresh.contains(review.records().getFirst())) {
                mayBeOpen.add(review.id());
            }
        }
        certain.addAll(AfterDeath.ofOlderMeetings(met, older));
        mayBeOpen.addAll(certain);
        // Nobody can have opened a review that is about new records alone.
        wanted.values().removeIf(review -> !review.open() && !mayBeOpen.contains(review.id()));
        var open = new HashMap<String, Review>();
        wanted.forEach((id, review) -> {
            if (review.open()) {
                open.put(id, review);
            }
        });
        return new Settled(reviews.writeOf(wanted.values(), certain), open);
    }

    /** Whether a record is what one op created: then nothing in it can disagree. */
    private static boolean isAsCreated(RecordEntry entry, Map<RecordId, Origin> created) {
        var origin = created.get(entry.state().id());
        return origin != null && entry.state().isWrittenBy(origin::equals);
    }

    private Review disagreement(String site, RecordType type, RecordEntry entry, long seq) {
        var conflicts = Conflicts.of(type, entry.state());
        var broken =
                entry.stands(type) ? validator.checkRecord(type, entry.state().shown()) : List.<Finding>of();
        var fields = Stream.concat(
                conflicts.stream().map(conflict -> fieldName(type, conflict)),
                broken.stream().map(Finding::field));
        var id = Review.recordId(site, entry.state().id());
        boolean open = !conflicts.isEmpty() || !broken.isEmpty();
        var records = List.of(entry.state().id());
        return new Review(
                id,
                site,
                seq,
                entry.state().version(),
                open,
                kind(conflicts),
                type.number(),
                records,
                fields.distinct().toList());
    }

    private static Review.Kind kind(List<Conflict> conflicts) {
        if (conflicts.isEmpty()) {
            return Review.Kind.RULE_BROKEN;
        }
        return conflicts.stream().anyMatch(conflict -> conflict.kind() == Conflict.Kind.VOID_AGAINST_EDIT)
                ? Review.Kind.VOID_AGAINST_EDIT
                : Review.Kind.VALUES_DISAGREE;
    }

    private static String fieldName(RecordType type, Conflict conflict) {
        var spec = type.fieldByNumber(conflict.path().field());
        if (spec == null) {
            return "";
        }
        return spec.line().stream()
                .filter(part -> part.number() == conflict.path().sub())
                .map(part -> spec.name() + "." + part.name())
                .findAny()
                .orElse(spec.name());
    }

    private static Review sameEvent(String id, String site, RecordType type, List<RecordEntry> ofEvent, long seq) {
        var group = new TreeMap<RecordId, RecordEntry>();
        // A fatal overdose and an exit may report the same death; they are not duplicates.
        ofEvent.stream()
                .filter(entry -> entry.state().type() == type.number())
                .forEach(entry -> group.put(entry.state().id(), entry));
        var suspects = group.values().stream()
                .filter(one -> group.values().stream().anyMatch(other -> SameEvent.mayBeSame(type, one, other)))
                .map(RecordEntry::state)
                .toList();
        long since = suspects.stream().mapToLong(RecordState::version).max().orElse(seq);
        var ids = suspects.stream().map(RecordState::id).toList();
        return new Review(
                id, site, seq, since, !ids.isEmpty(), Review.Kind.POSSIBLE_DUPLICATE, type.number(), ids, List.of());
    }
}
