package org.outreachsync.export.safety;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Sensitivity;
import org.outreachsync.disclosure.Table;
import org.outreachsync.export.count.CountedLine;
import org.outreachsync.export.count.CountedTable;
import org.outreachsync.export.dataset.Coverage;
import org.outreachsync.export.safety.AreaRelations.CellArea;
import org.outreachsync.export.safety.PartRelations.Share;
import org.outreachsync.export.safety.Sensitivities.Raised;
import org.outreachsync.indicator.catalogue.Operand;
import org.outreachsync.indicator.catalogue.Operand.Only;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.indicator.question.Stretch;
import org.outreachsync.targets.Area;

/**
 * Puts all counts that are related into one table, so that they are made safe together: the lines of all data sets that
 * are exported at once, those left over, and what recipients know from earlier exports.
 */
public final class SafetyTable {

    private static final int RANKS_OF_A_LEVEL = 3;

    private final Sensitivities sensitivities;
    private final Raised raised;
    private final Contributors contributors;
    private final Function<Integer, String> sexes;
    private final Cells cells = new Cells();
    private final Map<CellArea, Set<Stretch>> areas = new HashMap<>();
    private final Set<Share> shares = new LinkedHashSet<>();
    private final Map<String, Quantity> quantities = new HashMap<>();
    private @Nullable SamePerson samePerson;

    /**
     * Where and about whom counts are.
     *
     * @param places the placements of sites
     * @param programme the codes of all sites
     * @param sexes gives the code of the group of a sex
     */
    public record Programme(Places places, Collection<String> programme, Function<Integer, String> sexes) {}

    /**
     * An empty table.
     *
     * @param raised the thresholds of the destination
     */
    public SafetyTable(Sensitivities sensitivities, Raised raised, Programme programme) {
        this.sensitivities = sensitivities;
        this.raised = raised;
        this.contributors = new Contributors(programme.places(), programme.programme());
        this.sexes = programme.sexes();
    }

    /** Adds the lines that recipients are to get. All tables must have been counted for the same state of the logs. */
    public void add(CountedTable table) {
        for (var line : table.lines()) {
            var definition = line.definition();
            var part = key(line, table.set().coverage(), definition.numerator(), definition.numeratorOnly());
            add(part, line.numerator());
            var divisor = definition.denominator();
            if (divisor != null) {
                var whole = key(line, table.set().coverage(), divisor, definition.denominatorOnly());
                add(whole, line.denominator());
                if (definition.isPartOfAWhole() && !quantity(whole).isEntered()) {
                    shares.add(new Share(
                            part,
                            whole,
                            sensitivities.ofTheRest(
                                    quantity(part), line.area(), line.groups().keySet(), raised)));
                }
            }
        }
    }

    /** Which count the numerator of a line is. */
    public CellKey numerator(CountedLine line, Coverage coverage) {
        return key(
                line, coverage, line.definition().numerator(), line.definition().numeratorOnly());
    }

    /** Which count the denominator of a line is; null for none, and for one that people entered. */
    public @Nullable CellKey denominator(CountedLine line, Coverage coverage) {
        var operand = line.definition().denominator();
        if (operand == null || line.definition().isEntered()) {
            return null;
        }
        return key(line, coverage, operand, line.definition().denominatorOnly());
    }

    private CellKey key(CountedLine line, Coverage coverage, Operand operand, Only only) {
        var quantity = Quantity.of(operand, only);
        quantities.putIfAbsent(quantity.name(), quantity);
        var scope = contributors.scope(line.area(), coverage, line.period());
        var key = new CellKey(
                quantity.name(),
                line.ageScheme(),
                coverage.project(),
                line.area(),
                scope,
                line.period(),
                line.groups());
        areas.putIfAbsent(CellArea.of(key), contributors.of(line.area(), coverage, line.period()));
        return key;
    }

    private void add(CellKey key, @Nullable Long value) {
        var quantity = quantity(key);
        if (value != null && !quantity.isEntered()) {
            cells.add(new Cells.One(key, quantity, value), sensitivity(key), rank(key), true);
        }
    }

    private Quantity quantity(CellKey key) {
        return Objects.requireNonNull(quantities.get(key.quantity()));
    }

    private Sensitivity sensitivity(CellKey key) {
        return sensitivities.of(quantity(key), key.area(), key.groups().keySet(), raised);
    }

    /** Totals of large areas are worth more than groups of sites. */
    private static int rank(CellKey key) {
        int groups = Math.min(RANKS_OF_A_LEVEL - 1, key.groups().size());
        int level = List.of(Area.Level.values()).indexOf(key.area().level());
        return level * RANKS_OF_A_LEVEL + RANKS_OF_A_LEVEL - 1 - groups;
    }

    /**
     * The tables to make safe; what is not related at all is in different ones.
     *
     * @param earlier what recipients were told before of overlapping periods; what is not related is ignored
     */
    public List<Table> build(List<Earlier> earlier) {
        var related = earlier.stream().filter(this::isRelated).toList();
        related.forEach(one -> areas.putIfAbsent(CellArea.of(one.key()), contributors.of(CellArea.of(one.key()))));
        new EarlierReleases(cells, areas, this::quantity, this::sensitivity).add(related);
        GroupRelations.addTo(cells);
        AreaRelations.addTo(cells, areas);
        PeriodRelations.addTo(cells);
        PartRelations.addTo(cells, shares, sexes);
        return cells.tables(cell -> samePerson().of(cell));
    }

    /** Made only for tables that need it, because it looks at every cell. */
    private SamePerson samePerson() {
        var made = samePerson;
        if (made == null) {
            made = new SamePerson(cells, areas);
            samePerson = made;
        }
        return made;
    }

    /** Whether the table has the count, or one of the same things among other people. */
    private boolean isRelated(Earlier one) {
        return quantities.containsKey(one.key().quantity());
    }
}
