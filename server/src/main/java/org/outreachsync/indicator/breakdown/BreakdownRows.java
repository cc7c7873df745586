package org.outreachsync.indicator.breakdown;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.breakdown.Group.Label;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Measure;
import org.outreachsync.indicator.catalogue.Operand;
import org.outreachsync.indicator.cube.Selection;
import org.outreachsync.model.codes.Code;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;

/**
 * The rows of a breakdown. They depend on the question and its definition, never on what was counted, so a figure that
 * falls to 0 stays a row: every site, place and month of the question, and every code that the definition can count.
 * Only funding sources have no list: their rows are those under which the sites ever counted persons.
 */
public final class BreakdownRows {

    /** The maximum number of rows of a breakdown. */
    static final int ROWS_MAX = 10_000;

    private final Catalogue catalogue;
    private final CodeLists codes;
    private final Labels labels;
    private final Definition definition;
    private final Period period;
    private final Selection selection;

    /** The rows for a definition over a selection. */
    public BreakdownRows(
            Catalogue catalogue,
            CodeLists codes,
            Labels labels,
            Definition definition,
            Period period,
            Selection selection) {
        this.catalogue = catalogue;
        this.codes = codes;
        this.labels = labels;
        this.definition = definition;
        this.period = period;
        this.selection = selection;
    }

    /**
     * All rows, in order.
     *
     * @param slices the selection cut by place and time, as the breakdown says
     * @throws RefusedException PARAMETER if there are more than {@link #ROWS_MAX}
     */
    public SortedSet<Group> rows(Collection<Group> slices, Set<Dimension> by) {
        Collection<Group> rows = new LinkedHashSet<>(slices);
        for (var dimension : by) {
            var values = values(dimension);
            if (values != null) {
                check((long) rows.size() * values.size());
                var more = new ArrayList<Group>(rows.size() * values.size());
                rows.forEach(row -> values.forEach(value -> more.add(row.with(dimension, value))));
                rows = more;
            }
        }
        check(rows.size());
        return new TreeSet<>(rows);
    }

    /** Refuses a breakdown with more rows than anybody can use. */
    public static void check(long rows) {
        if (rows > ROWS_MAX) {
            throw Parameters.refused(
                    "by", "The breakdown has " + rows + " rows; " + ROWS_MAX + " are served. Ask for less.");
        }
    }

    /** The labels of a dimension; null if the slices determine them. */
    private @Nullable Set<Label> values(Dimension dimension) {
        return switch (dimension) {
            case SEX -> sexes();
            case AGE -> of(all("age_band").map(code -> labels.ageBand(code.id())));
            case POPULATION ->
                of(Stream.concat(
                        all("population").map(code -> labels.code("population", code.id())),
                        Stream.of(Labels.unknown())));
            case MODE ->
                of(Stream.concat(Stream.of(0), all("mode").map(Code::id)).map(id -> labels.code("mode", id)));
            case COMMODITY -> commodities();
            // The field is required in each record, or by the definition, so there is no unknown label.
            case PERPETRATOR, TOPIC, REASON, ROLE, VIOLATION, OUTCOME ->
                of(all(Objects.requireNonNull(dimension.list())).map(code -> labels.code(dimension, code.id())));
            case SUBSTANCE -> of(substances().map(code -> labels.code("substance", code.id())));
            case STOP_REASON ->
                of(splits().flatMap(list ->
                        Stream.concat(Stream.of(0), all(list).map(Code::id)).map(id -> labels.code(list, id))));
            case PROJECT -> of(selection.projects().stream().map(Labels::number));
            case SITE, REGION, COUNTRY, PROVIDER, MONTH -> null;
        };
    }

    /** The codes that were in use at some time of the period. */
    private Stream<Code> all(String list) {
        return codes.get(list).all().stream()
                .filter(code -> !code.validFrom().isAfter(period.to()))
                .filter(code -> code.retiredOn() == null || code.retiredOn().isAfter(period.from()));
    }

    private static Set<Label> of(Stream<Label> labels) {
        return labels.collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<Label> sexes() {
        var limits = counted().entrySet().stream()
                .map(operand -> operand.getValue().sexes())
                .toList();
        boolean isLimited = limits.stream().noneMatch(Set::isEmpty);
        return of(all("sex")
                .filter(code -> !isLimited || limits.stream().anyMatch(limit -> limit.contains(code.id())))
                .map(code -> labels.sex(code.id())));
    }

    /** The code lists by which measures separate persons. */
    private Stream<String> splits() {
        return counted().keySet().stream()
                .flatMap(operand -> operand.measures().stream())
                .map(catalogue.measures()::get)
                .map(Measure::splitBy)
                .filter(Objects::nonNull)
                .distinct();
    }

    /** The counted (not entered) operands, with the people to whom each is limited. */
    private Map<Operand, Operand.Only> counted() {
        var operands = new LinkedHashMap<Operand, Operand.Only>();
        operands.put(definition.numerator(), definition.numeratorOnly());
        var denominator = definition.denominator();
        if (denominator != null && !definition.isEntered()) {
            operands.putIfAbsent(denominator, definition.denominatorOnly());
        }
        return operands;
    }

    /** The substances by which any operand is counted. */
    public Stream<Code> substances() {
        var sets = counted().keySet().stream()
                .flatMap(operand -> operand.measures().stream())
                .flatMap(measure -> catalogue.measure(measure).clauses().stream())
                .map(Measure.Clause::each)
                .filter(Objects::nonNull)
                .toList();
        return all("substance").filter(code -> sets.stream().anyMatch(each -> each.has(code.id())));
    }

    private Set<Label> commodities() {
        var found = new TreeSet<Label>();
        for (var operand : counted().keySet()) {
            operand.measures().stream()
                    .map(catalogue.measures()::get)
                    .map(Measure::clauses)
                    .flatMap(List::stream)
                    .forEach(clause -> {
                        if (clause.amount() instanceof Measure.Amount.Lines lines) {
                            lines.codes().forEach(code -> found.add(labels.code("commodity", code)));
                        } else {
                            found.add(labels.code("commodity", 0));
                        }
                    });
        }
        return found;
    }
}
