package org.outreachsync.indicator.catalogue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Measure.Amount;
import org.outreachsync.model.Contract;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordType;
import org.outreachsync.yaml.Yaml;

/**
 * Finds the breakdowns that are possible for an operand from the fields of its records, so that no breakdown is offered
 * in which everything would be in one group.
 */
final class Dimensions {

    private static final Set<Dimension> OF_PEOPLE = without();
    private static final Set<Dimension> OF_PEOPLE_OVER_TIME = without(Dimension.PROJECT, Dimension.MONTH);
    private static final Set<Dimension> OF_PERSON_DAYS = without(Dimension.PROJECT);
    private static final Set<Dimension> OF_LEVEL_DAYS =
            EnumSet.of(Dimension.SITE, Dimension.REGION, Dimension.COUNTRY, Dimension.PROVIDER, Dimension.MONTH);
    private static final Set<Dimension> OF_SITES = EnumSet.of(Dimension.REGION, Dimension.COUNTRY, Dimension.PROVIDER);

    private final Contract contract;
    private final Map<String, Measure> measures;

    Dimensions(Contract contract, Map<String, Measure> measures) {
        this.contract = contract;
        this.measures = measures;
    }

    /** All breakdowns of persons except some; breakdowns that only apply to records are never included. */
    private static Set<Dimension> without(Dimension... some) {
        var found = EnumSet.allOf(Dimension.class);
        found.removeAll(Dimension.WAYS);
        found.removeAll(Dimension.ITEMS);
        found.remove(Dimension.SUBSTANCE);
        found.remove(Dimension.STOP_REASON);
        found.removeAll(List.of(some));
        return found;
    }

    /**
     * Refuses a definition that offers a breakdown by substance which its numerator does not have. The denominator may
     * be the same for all substances.
     */
    void checkNumerator(Yaml yaml, Set<Dimension> by, Operand operand) {
        check(yaml, by, operand);
        if (by.contains(Dimension.SUBSTANCE)
                && operand.measures().stream()
                        .map(measures::get)
                        .noneMatch(measure -> measure != null && measure.hasEach())) {
            throw yaml.wrong("what is counted here cannot be broken down by substance");
        }
    }

    /** Refuses a definition that offers a breakdown which one of its operands does not have. */
    void check(Yaml yaml, Set<Dimension> by, Operand operand) {
        var allowed = of(operand);
        for (var dimension : by) {
            if (!allowed.contains(dimension)) {
                throw yaml.wrong("what is counted here cannot be broken down by " + dimension.word());
            }
        }
    }

    private Set<Dimension> of(Operand operand) {
        return switch (operand) {
            case Operand.Sum sum -> ofSum(sum);
            case Operand.Persons(Operand.People.All all) -> ofPeople(all);
            case Operand.Persons persons -> OF_PEOPLE_OVER_TIME;
            case Operand.PersonDays days -> OF_PERSON_DAYS;
            case Operand.LevelDays days -> OF_LEVEL_DAYS;
            case Operand.Sites sites -> ofSites(sites);
            case Operand.SizeEstimate estimate -> EnumSet.allOf(Dimension.class);
            case Operand.Target target -> EnumSet.allOf(Dimension.class);
        };
    }

    private Set<Dimension> ofPeople(Operand.People.All all) {
        if (all.measures().size() > 1) {
            return OF_PEOPLE;
        }
        var measure = measures.get(all.measures().getFirst());
        var found = with(OF_PEOPLE, Dimension.SUBSTANCE);
        return measure == null || measure.splitBy() == null ? found : with(found, Dimension.STOP_REASON);
    }

    /** A site counts once for each mode in which it served. */
    private Set<Dimension> ofSites(Operand.Sites sites) {
        var found = EnumSet.copyOf(OF_SITES);
        if (ofSum(new Operand.Sum(List.of(sites.measure()))).contains(Dimension.MODE)) {
            found.add(Dimension.MODE);
        }
        return found;
    }

    private Set<Dimension> ofSum(Operand.Sum sum) {
        var found = with(Dimension.OF_RECORDS, Dimension.SUBSTANCE);
        if (sum.measures().stream()
                .map(measures::get)
                .allMatch(measure -> measure != null && measure.isWithPersons())) {
            found.add(Dimension.POPULATION);
        }
        for (var name : sum.measures()) {
            var measure = measures.get(name);
            if (measure != null) {
                measure.clauses().forEach(clause -> found.addAll(ofClause(clause)));
            }
        }
        leaveOne(found, Dimension.WAYS);
        leaveOne(found, Dimension.ITEMS);
        return found;
    }

    /** If records have two breakdowns of one kind, neither is offered. */
    private static void leaveOne(Set<Dimension> found, Set<Dimension> among) {
        if (among.stream().filter(found::contains).count() > 1) {
            found.removeAll(among);
        }
    }

    private static Set<Dimension> with(Set<Dimension> dimensions, Dimension one) {
        var more = EnumSet.copyOf(dimensions);
        more.add(one);
        return more;
    }

    private Set<Dimension> ofClause(Measure.Clause clause) {
        var type = contract.type(clause.type());
        var found = EnumSet.noneOf(Dimension.class);
        if (type.has(RecordType.OWN_CLIENT) || type.has("sex")) {
            found.add(Dimension.SEX);
            found.add(Dimension.AGE);
        }
        for (var field : type.fields()) {
            if (field.codeList() != null && !field.repeated() && field.number() < Path.ENVELOPE) {
                add(found, Dimension.WAYS, field);
                add(found, Dimension.ITEM_FIELDS, field);
            }
        }
        if (clause.amount() instanceof Amount.Lines lines) {
            var key = type.fieldByNumber(lines.field());
            found.removeAll(Dimension.ITEMS);
            Objects.requireNonNull(key).line().stream()
                    .filter(FieldSpec::lineKey)
                    .forEach(part -> add(found, Dimension.ITEM_KEYS, part));
        }
        return found;
    }

    private static void add(Set<Dimension> found, Set<Dimension> among, FieldSpec field) {
        var dimension = Dimension.ofList(among, field.codeList());
        if (dimension != null) {
            found.add(dimension);
        }
    }
}
