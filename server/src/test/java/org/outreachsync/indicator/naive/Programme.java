package org.outreachsync.indicator.naive;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.outreachsync.wire.v1.SiteDayTally;

/**
 * A small programme out of a seed: some sites, eight tablets and a dozen people over twenty months, told late, out of
 * order and corrected again and again. The same seed gives the same requests.
 */
public final class Programme {

    /** The first day of the programme. */
    public static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    /** The day of every sync. */
    public static final LocalDate LAST = LocalDate.of(2026, 11, 20);

    private static final List<String> NAMES = List.of("BISHKEK-1", "OSH-1", "TOKMOK-1", "KARAKOL-1");
    private static final int TABLETS = 8;
    private static final int ACTS = 190;
    private static final int CLICKS = 40;
    private static final int FIRST_DAY = (int) FIRST.toEpochDay();
    private static final int LAST_DAY = (int) LAST.toEpochDay();

    private final long seed;
    private final Dice dice;
    private final List<String> sites;
    private final Drafts drafts;
    private final Corrections corrections;
    private final List<Tablet> tablets = new ArrayList<>();
    private final Map<String, Long> tails = new HashMap<>();
    private final Map<String, List<Made>> seen = new HashMap<>();
    private final Map<Tablet, List<Made>> unsent = new HashMap<>();
    private final List<Send> sends = new ArrayList<>();

    private Programme(long seed) {
        this.seed = seed;
        dice = new Dice(seed);
        sites = NAMES.subList(0, dice.from(3, 4));
        drafts = new Drafts(new People(dice), dice);
        corrections = new Corrections(drafts, dice, LAST_DAY);
        for (int at = 0; at < TABLETS; at++) {
            tablets.add(new Tablet(at + 1, sites.get(at % sites.size())));
        }
    }

    /** The programme of a seed. */
    public static Programme of(long seed) {
        var programme = new Programme(seed);
        programme.run();
        return programme;
    }

    public long seed() {
        return seed;
    }

    public List<String> sites() {
        return sites;
    }

    /** What the tablets send, in this order. */
    public List<Send> sends() {
        return List.copyOf(sends);
    }

    private void run() {
        var acts = new Stories(drafts, dice, sites, FIRST_DAY, LAST_DAY).tell();
        for (int at = 0; at < ACTS; at++) {
            int day = dice.from(FIRST_DAY, LAST_DAY);
            acts.add(new Act(dice.of(sites), day, drafts.any(day)));
        }
        for (int at = 0; at < CLICKS; at++) {
            acts.add(new Act(dice.of(sites), LAST_DAY - 90 * dice.from(0, 4), tally()));
        }
        dice.shuffle(acts);
        for (var act : acts) {
            var tablet = tabletOf(act.site());
            put(tablet, act);
            if (dice.percent(60)) {
                correct(tabletOf(act.site()));
            }
            if (dice.percent(25)) {
                flush(tablet);
            }
        }
        tablets.forEach(this::flush);
    }

    private SiteDayTally tally() {
        return SiteDayTally.newBuilder()
                .setSex(dice.of(1, 2, 6))
                .setAgeBand(dice.of(5, 12))
                .setMode(dice.of(1, 4))
                .build();
    }

    private Tablet tabletOf(String site) {
        var there = new ArrayList<>(tablets);
        there.removeIf(tablet -> !tablet.site.equals(site));
        return dice.of(there);
    }

    private void put(Tablet tablet, Act act) {
        int ago = dice.from(1, 3_000_000);
        var id = act.record() instanceof SiteDayTally key
                ? tablet.click(
                        act.day(), key, dice.from(0, 5), dice.from(0, 9), dice.of(1, 11, 31, 47), dice.from(0, 9), ago)
                : tablet.create(act.day(), dice.of(1, 1, 2, 3), act.record(), ago);
        unsent.computeIfAbsent(tablet, unseen -> new ArrayList<>()).add(new Made(id, tablet, act.day(), act.record()));
    }

    /**
     * A tablet corrects what it made itself, or what it could have seen of the others; sometimes without having seen
     * the newest.
     */
    private void correct(Tablet tablet) {
        var known = new ArrayList<>(seen.getOrDefault(tablet.site, List.of()));
        known.addAll(unsent.getOrDefault(tablet, List.of()));
        if (known.isEmpty()) {
            return;
        }
        var made = dice.of(known);
        long tail = tails.getOrDefault(tablet.site, 0L);
        long base = dice.percent(75) ? tail : dice.from(0, (int) tail);
        tablet.change(made.id(), base, corrections.of(tablet, made));
    }

    private void flush(Tablet tablet) {
        if (tablet.isEmpty()) {
            return;
        }
        sends.add(tablet.flush());
        tails.merge(tablet.site, 1L, Long::sum);
        var made = unsent.remove(tablet);
        if (made != null) {
            seen.computeIfAbsent(tablet.site, unseen -> new ArrayList<>()).addAll(made);
        }
    }
}
