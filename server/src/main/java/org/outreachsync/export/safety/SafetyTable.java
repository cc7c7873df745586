package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Sensitivity;
import org.outreachsync.export.count.CountedTable;
import org.outreachsync.export.dataset.Coverage;
import org.outreachsync.export.safety.Areas.CellArea;
import org.outreachsync.export.safety.Sensitivities.Raised;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Catalogue.AgeGroup;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Inclusions;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.targets.Area;

/**
 * Puts all counts that are related together, so that they are made safe together: the lines of all data sets that are
 * exported at once, those left over, and what recipients know from earlier exports.
 */
public final class SafetyTable {

    private static final int RANKS_OF_A_LEVEL = 3;

    private final Sensitivities sensitivities;
    private final Raised raised;
    private final Contributors contributors;
    private final Programme programme;
    private final Subjects subjects = new Subjects();
    private final Areas areas = new Areas();
    private final GroupNumbers groups;
    private final Cells cells;
    private final Shares shares = new Shares();
    private final Numbering kinds = new Numbering();
    private final List<Sensitivity> ofKinds = new ArrayList<>();
    private final Numbering restKinds = new Numbering();
    private final List<Sensitivity> ofRestKinds = new ArrayList<>();
    private final ToldCounts told;

    /**
     * Where and about whom counts are.
     *
     * @param places the placements of sites
     * @param programme the codes of all sites
     * @param sexes gives the code of the group of a sex
     * @param ageSchemes gives the groups of an age scheme; null for none of this name
     * @param inclusions which counts of people are part of others
     * @param relatedMax the most counts that are related only because of these
     */
    public record Programme(
            Places places,
            Collection<String> programme,
            Function<Integer, String> sexes,
            Function<String, @Nullable List<AgeGroup>> ageSchemes,
            Inclusions inclusions,
            int relatedMax) {}

    /**
     * An empty table.
     *
     * @param raised the thresholds of the destination
     */
    public SafetyTable(Sensitivities sensitivities, Raised raised, Programme programme) {
        this.sensitivities = sensitivities;
        this.raised = raised;
        this.contributors = new Contributors(programme.places(), programme.programme());
        this.programme = programme;
        this.groups = new GroupNumbers(new AgeSchemes(programme.ageSchemes()));
        this.cells = new Cells(subjects, areas, groups);
        this.told = new ToldCounts(cells);
    }

    /**
     * The subjects of an indicator.
     *
     * @param part its numerator
     * @param whole its denominator; {@link Numbering#NONE} for none, and for one that people entered
     */
    private record Fraction(int part, int whole) {}

    private record Where(Area area, Period period) {}

    /** The cells of the numerators and denominators of lines. */
    record Lines(int[] parts, int[] wholes) {}

    /** Adds the lines that recipients are to get. All tables must have been counted for the same state of the logs. */
    public void add(CountedTable table) {
        told.add(lines(table, true));
    }

    /**
     * Adds lines that recipients do not get now, because they were told them before: what is known of them since then
     * is related to what they get now. These are added last.
     */
    public void addUntold(CountedTable table) {
        lines(table, false);
    }

    private Lines lines(CountedTable table, boolean isTold) {
        var coverage = table.set().coverage();
        var fractions = new IdentityHashMap<Definition, Fraction>();
        var places = new HashMap<Where, Integer>();
        var parts = new int[table.lines().size()];
        var wholes = new int[parts.length];
        for (int at = 0; at < parts.length; at++) {
            var line = table.lines().get(at);
            var fraction = fractions.computeIfAbsent(
                    line.definition(), definition -> fraction(definition, coverage.project()));
            int area = places.computeIfAbsent(
                    new Where(line.area(), line.period()), where -> area(where.area(), coverage, where.period()));
            int group = groups.of(line.groups(), line.ageScheme());
            int part = add(fraction.part(), area, group, line.numerator(), isTold);
            int whole = add(fraction.whole(), area, group, line.denominator(), isTold);
            if (part != Numbering.NONE
                    && whole != Numbering.NONE
                    && line.definition().isPartOfAWhole()) {
                shares.add(part, whole, rest(part));
            }
            parts[at] = part;
            wholes[at] = whole;
        }
        return new Lines(parts, wholes);
    }

    private Fraction fraction(Definition definition, int project) {
        var part = Quantity.of(definition.numerator(), definition.numeratorOnly());
        var divisor = definition.denominator();
        if (divisor == null) {
            return new Fraction(subjects.of(part, project), Numbering.NONE);
        }
        var whole = Quantity.of(divisor, definition.denominatorOnly());
        return new Fraction(
                subjects.of(part, project), whole.isEntered() ? Numbering.NONE : subjects.of(whole, project));
    }

    private int area(Area area, Coverage coverage, Period period) {
        return areas.of(
                new CellArea(area, contributors.scope(area, coverage, period), period),
                contributors.of(area, coverage, period));
    }

    private int add(int subject, int area, int group, @Nullable Long value, boolean isTold) {
        if (subject == Numbering.NONE
                || value == null
                || subjects.quantity(subject).isEntered()) {
            return Numbering.NONE;
        }
        long key = Cells.key(subject, area, group);
        return cells.add(key, value, sensitivity(key), rank(area, group), isTold);
    }

    private Sensitivity sensitivity(long key) {
        int area = Cells.areaOf(key);
        int group = Cells.groupOf(key);
        // It is the same for all areas of a level.
        int kind = kinds.of(Cells.key(Cells.subjectOf(key), areas.height(area), group));
        if (kind == ofKinds.size()) {
            ofKinds.add(sensitivities.of(
                    subjects.quantity(Cells.subjectOf(key)),
                    areas.area(area).area(),
                    groups.groups(group).keySet(),
                    raised));
        }
        return ofKinds.get(kind);
    }

    private Sensitivity rest(int part) {
        int kind = restKinds.of(Cells.key(cells.subject(part), areas.height(cells.area(part)), cells.group(part)));
        if (kind == ofRestKinds.size()) {
            ofRestKinds.add(sensitivities.ofTheRest(
                    cells.quantity(part),
                    areas.area(cells.area(part)).area(),
                    groups.groups(cells.group(part)).keySet(),
                    raised));
        }
        return ofRestKinds.get(kind);
    }

    /** Totals of large areas are worth more than groups of sites. */
    private int rank(int area, int group) {
        int size = Math.min(RANKS_OF_A_LEVEL - 1, groups.groups(group).size());
        return areas.height(area) * RANKS_OF_A_LEVEL + RANKS_OF_A_LEVEL - 1 - size;
    }

    /**
     * The families of cells to make safe; what is not related at all is in different ones. They are made one after the
     * other while the stream is read, by several threads if it is parallel.
     *
     * @param earlier what recipients were told before of overlapping periods; what is not related is ignored
     * @param current the names of those of its states since which nothing came in
     */
    public Stream<Family> build(List<Earlier> earlier, Set<String> current) {
        told.current(current);
        return build(earlier);
    }

    /** The same for states of any names, since each of which something may have come in. */
    public Stream<Family> build(List<Earlier> earlier) {
        told.count();
        var releases = new EarlierReleases(cells, new EarlierKeys(), this::sensitivity, told);
        releases.add(earlier.stream().filter(this::isRelated).toList());
        releases.addShares(shares);
        told.complete();
        int toldOrKnown = cells.count();
        var completion = new GroupCompletion(cells, this::sensitivity);
        completion.addAll();
        CrossingAges.addTo(cells, completion, this::sensitivity);
        DerivedChanges.addTo(cells, toldOrKnown, this::sensitivity);
        groups.complete();
        var extents = new Extents(subjects, areas);
        var rests = new RestSensitivities(cells, sensitivities, raised);
        var wholes = new WholeRelations(cells, extents, rests);
        var relations = new SubjectRelations(subjects);
        var containing = new Kinds(subjects.kinds(), programme.inclusions());
        var membership = new Membership(subjects.quantities());
        int[] all = IntStream.range(0, shares.count()).toArray();
        for (int share : all) {
            int part = shares.part(share);
            int whole = shares.whole(share);
            relations.join(cells.subject(part), cells.subject(whole));
            containing.add(subjects.kind(cells.subject(part)), subjects.kind(cells.subject(whole)));
            if (Shares.isPart(cells, part, whole)) {
                membership.add(
                        cells.quantity(part).name(), cells.quantity(whole).name());
            }
        }
        containing.complete();
        membership.add(containing);
        var sizes = new int[subjects.count()];
        for (int cell = 0; cell < cells.count(); cell++) {
            sizes[cells.subjectOfAny(cell)]++;
        }
        relations.join(containing, sizes, programme.relatedMax());
        var containments = new Containments(cells, containing, shares, extents, rests);
        var kins = new Blocks(
                IntStream.range(0, cells.count()).toArray(), cell -> relations.kin(cells.subjectOfAny(cell)));
        var sharesOf = new Blocks(all, share -> relations.kin(cells.subject(shares.part(share))));
        var changed = cells.changed();
        var changedOf = new Blocks(
                IntStream.range(0, changed.size()).toArray(),
                change -> relations.kin(cells.subject(changed.get(change).ones()[0])));
        var places = new int[cells.count()];
        return IntStream.range(0, kins.count()).boxed().flatMap(number -> {
            var kin = new Kin(cells, kins.cells(number), places);
            for (int change : changedOf.of(kins.key(number))) {
                kin.same(changed.get(change).ones(), changed.get(change).others());
            }
            GroupRelations.addTo(kin);
            wholes.addTo(kin);
            containments.addTo(kin);
            PartRelations.addTo(kin, shares, sharesOf.of(kins.key(number)), relations, programme.sexes());
            return new Families(kin, membership, containing, extents, told).all();
        });
    }

    /** Whether the table has the count, or one of the same things among other people. */
    private boolean isRelated(Earlier one) {
        return subjects.named(one.key().quantity()) != null;
    }

    /** Numbers what counts of earlier exports are about. */
    private final class EarlierKeys implements EarlierReleases.Keys {

        @Override
        public long of(CellKey key) {
            var area = CellArea.of(key);
            return packed(key, areas.of(area, contributors.of(area)));
        }

        @Override
        public long in(String layer, CellKey key) {
            var area = CellArea.of(key);
            return packed(key, areas.inLayer(areas.of(area, contributors.of(area)), layer));
        }

        private long packed(CellKey key, int area) {
            var quantity = Objects.requireNonNull(subjects.named(key.quantity()), key.quantity());
            return Cells.key(subjects.of(quantity, key.project()), area, groups.of(key.groups(), key.ageScheme()));
        }
    }

    /** What recipients are told something of: each count once, in the order of the lines. */
    public ToldCounts counts() {
        return told;
    }
}
