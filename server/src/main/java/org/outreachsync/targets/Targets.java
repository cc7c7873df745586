package org.outreachsync.targets;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.Limits;
import org.outreachsync.identity.Secrets;
import org.outreachsync.identity.Sites;
import org.outreachsync.indicator.Unit;
import org.outreachsync.keys.Sealer;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Pages;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;

/**
 * The targets and size estimates of the programme. Entries are only ever added, with consecutive numbers, so they are
 * cached, and only newer ones are read again.
 */
public final class Targets {

    private static final String BY_NO = "targets_no";
    /** How often another writer may take the same number between a read and a write. */
    private static final int TRIES_MAX = 64;

    private final DocumentStore store;
    private final TargetCodec codec;
    private final Sites sites;
    private final TargetRules rules;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Limits.Targets limits;
    private final AtomicReference<TargetBook> book = new AtomicReference<>(TargetBook.EMPTY);

    /**
     * The names that an entry may use.
     *
     * @param sites the existing sites
     * @param codes the code lists
     * @param indicators the indicators that may have targets, with the allowed units
     * @param partsOfAWhole the indicators whose target is at most 100 %
     * @param neutral the indicators that have no targets
     */
    public record Known(
            Sites sites,
            CodeLists codes,
            Map<String, Set<Unit>> indicators,
            Set<String> partsOfAWhole,
            Set<String> neutral) {
        public Known {
            neutral = Set.copyOf(neutral);
            indicators = Map.copyOf(indicators);
            partsOfAWhole = Set.copyOf(partsOfAWhole);
        }
    }

    /** Targets in this store. */
    public Targets(
            DocumentStore store,
            Sealer sealer,
            Secrets secrets,
            InstantSource clock,
            Known known,
            Limits.Targets limits) {
        this.store = store;
        this.codec = new TargetCodec(sealer);
        this.sites = known.sites();
        this.rules = new TargetRules(known, limits);
        this.secrets = secrets;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * Enters a figure. An earlier one with the same subject stays listed, but no longer applies.
     *
     * @param amount its amount
     * @param source the source of the figure, in words
     * @throws RefusedException PARAMETER, naming what is out of bounds or unknown; TOO_LARGE if there are too many
     *     entries
     */
    public Target add(Subject subject, Amount amount, String source) {
        check(subject, amount, source, Set.of());
        var id = secrets.id();
        var entered = Instant.ofEpochMilli(clock.millis());
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            long no = book().lastNo() + 1;
            if (no > limits.countMax()) {
                throw new RefusedException(
                        Code.TOO_LARGE,
                        "The programme has reached the maximum number of targets.",
                        Map.of("targets_max", limits.countMax()));
            }
            var target = new Target(id, no, subject, amount, source, entered);
            try {
                store.insert(Tables.TARGETS, codec.document(target));
                return target;
            } catch (DuplicateKeyException taken) {
                // Another writer took the number; the next try reads that entry first.
            }
        }
        throw new RefusedException(Code.BUSY, "Too many people are entering targets at once. Try again.");
    }

    /**
     * Checks a figure without entering it.
     *
     * @param newSites codes of sites that do not exist yet, but will when it is entered
     * @throws RefusedException PARAMETER, as {@link #add}
     */
    public void check(Subject subject, Amount amount, String source, Set<String> newSites) {
        rules.check(subject, amount, source, code -> newSites.contains(code) || sites.find(code) != null);
    }

    /**
     * Checks a year.
     *
     * @throws RefusedException PARAMETER if it is out of bounds
     */
    public void checkYear(int year) {
        if (year < limits.yearMin() || year > limits.yearMax()) {
            throw Parameters.refused("year", "A year is " + limits.yearMin() + " to " + limits.yearMax() + ".");
        }
    }

    /** How many more entries are possible. */
    public long room() {
        return limits.countMax() - book().lastNo();
    }

    /** All entries as of now, from every server. */
    public TargetBook book() {
        var before = book.get();
        var later = Pages.all(before.lastNo() + 1, Range.LIMIT_MAX, this::page, Target::no, Target::no);
        var now = before.with(List.copyOf(later));
        book.compareAndSet(before, now);
        return now;
    }

    private List<Target> page(long from, int limit) {
        return store
                .range(Tables.TARGETS, Range.ascending(BY_NO, List.of(TargetCodec.PROGRAMME), from, null, limit))
                .stream()
                .map(codec::target)
                .toList();
    }

    /** The figure that applies, or null for none; see {@link TargetBook#find}. */
    public @Nullable Target find(Subject asked) {
        return book().find(asked);
    }
}
