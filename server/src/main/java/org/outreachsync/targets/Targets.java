package org.outreachsync.targets;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.outreachsync.identity.Secrets;
import org.outreachsync.identity.Sites;
import org.outreachsync.indicator.Unit;
import org.outreachsync.keys.Sealer;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;

/**
 * The targets and size estimates of the programme. They are only ever added, under consecutive numbers, so what was
 * read once is remembered and only what came later is read again.
 */
public final class Targets {

    private static final String BY_NO = "targets_no";
    /** So many others would have to take the same number between a read and a write. */
    private static final int TRIES_MAX = 64;

    private final DocumentStore store;
    private final TargetCodec codec;
    private final Sites sites;
    private final TargetRules rules;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Terms terms;
    private final AtomicReference<TargetBook> book = new AtomicReference<>(TargetBook.EMPTY);

    /**
     * The bounds of what may be entered.
     *
     * @param yearMin the first year
     * @param yearMax the last year
     * @param valueMax the largest value
     * @param decimalsMax the most digits behind the point of what is no count
     * @param sourceLengthMin the fewest characters of a source
     * @param sourceLengthMax the most characters of a source
     * @param countMax the most that may be entered in all, replaced ones included
     */
    public record Terms(
            int yearMin,
            int yearMax,
            long valueMax,
            int decimalsMax,
            int sourceLengthMin,
            int sourceLengthMax,
            int countMax) {}

    /**
     * What an entered figure may name.
     *
     * @param sites that there are
     * @param codes for the list of populations
     * @param indicators codes of the catalogue of which somebody may enter targets, and in what those may be written
     * @param partsOfAWhole those of which a target is 100 % at the most
     * @param neutral codes of the catalogue that have no targets
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
    public Targets(DocumentStore store, Sealer sealer, Secrets secrets, InstantSource clock, Known known, Terms terms) {
        this.store = store;
        this.codec = new TargetCodec(sealer);
        this.sites = known.sites();
        this.rules = new TargetRules(known, terms);
        this.secrets = secrets;
        this.clock = clock;
        this.terms = terms;
    }

    /**
     * Enters a figure. One about the same that was entered before stays listed and does not count any more.
     *
     * @param amount how much
     * @param source where the figure comes from, in words
     * @throws RefusedException PARAMETER, naming what is out of bounds or unknown; TOO_LARGE when too many were entered
     */
    public Target add(Subject subject, Amount amount, String source) {
        check(subject, amount, source, Set.of());
        var id = secrets.id();
        var entered = Instant.ofEpochMilli(clock.millis());
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            long no = book().lastNo() + 1;
            if (no > terms.countMax()) {
                throw new RefusedException(
                        Code.TOO_LARGE,
                        "The programme has as many targets as it may have.",
                        Map.of("targets_max", terms.countMax()));
            }
            var target = new Target(id, no, subject, amount, source, entered);
            try {
                store.insert(Tables.TARGETS, codec.document(target));
                return target;
            } catch (DuplicateKeyException taken) {
                // Somebody else took the number; the next try reads theirs first.
            }
        }
        throw new RefusedException(Code.BUSY, "Too many are entering targets at once. Try again.");
    }

    /**
     * Checks a figure and enters nothing.
     *
     * @param newSites codes of sites that are not there yet and will be when it is entered
     * @throws RefusedException PARAMETER, as {@link #add}
     */
    public void check(Subject subject, Amount amount, String source, Set<String> newSites) {
        rules.check(subject, amount, source, code -> newSites.contains(code) || sites.find(code) != null);
    }

    /**
     * Checks a year.
     *
     * @throws RefusedException PARAMETER when it is out of bounds
     */
    public void checkYear(int year) {
        if (year < terms.yearMin() || year > terms.yearMax()) {
            throw TargetRules.wrong("year", "A year is " + terms.yearMin() + " to " + terms.yearMax() + ".");
        }
    }

    /** How many more may be entered. */
    public long room() {
        return terms.countMax() - book().lastNo();
    }

    /** All of them as they stand now, on whatever server they were entered. */
    public TargetBook book() {
        var before = book.get();
        var later = new ArrayList<Target>();
        long from = before.lastNo() + 1;
        List<Target> page;
        do {
            var range = Range.ascending(BY_NO, List.of(TargetCodec.PROGRAMME), from, null, Range.LIMIT_MAX);
            page = store.range(Tables.TARGETS, range).stream()
                    .map(codec::target)
                    .toList();
            later.addAll(page);
            from = page.isEmpty() ? from : page.getLast().no() + 1;
        } while (page.size() == Range.LIMIT_MAX);
        var now = before.with(later);
        book.compareAndSet(before, now);
        return now;
    }

    /** The figure that counts, or null when nobody entered one; see {@link TargetBook#find}. */
    public @Nullable Target find(Subject asked) {
        return book().find(asked);
    }
}
