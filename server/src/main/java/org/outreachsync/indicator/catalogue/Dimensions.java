package org.outreachsync.indicator.catalogue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Measure.Amount;
import org.outreachsync.model.Contract;

/** By what a side can be broken down: by what its records say, so that no breakdown is offered in which all would be in one group. */
final class Dimensions {

    private static final Set<Dimension> OF_PEOPLE = EnumSet.complementOf(EnumSet.of(Dimension.MODE, Dimension.COMMODITY));
    private static final Set<Dimension> OF_PEOPLE_OVER_TIME = EnumSet.complementOf(
            EnumSet.of(Dimension.PROJECT, Dimension.MODE, Dimension.COMMODITY, Dimension.MONTH));
    private static final Set<Dimension> OF_PERSON_DAYS = EnumSet.complementOf(EnumSet.of(Dimension.PROJECT, Dimension.MODE, Dimension.COMMODITY));
    private static final Set<Dimension> OF_SITES = EnumSet.of(Dimension.REGION, Dimension.COUNTRY, Dimension.PROVIDER);
    private static final Set<Dimension> OF_ALL_SUMS = EnumSet.of(
            Dimension.PROJECT, Dimension.SITE, Dimension.REGION, Dimension.COUNTRY, Dimension.PROVIDER, Dimension.MONTH);

    private final Contract contract;
    private final Map<String, Measure> measures;

    Dimensions(Contract contract, Map<String, Measure> measures) {
        this.contract = contract;
        this.measures = measures;
    }

    /** Refuses a definition that offers a breakdown which one of its sides does not have. */
    void check(Yaml yaml, Set<Dimension> by, Side side) {
        var allowed = of(side);
        for (var dimension : by) {
            if (!allowed.contains(dimension)) {
                throw yaml.wrong("what is counted here cannot be broken down by " + dimension.word());
            }
        }
    }

    private Set<Dimension> of(Side side) {
        return switch (side) {
            case Side.Sum sum -> ofSum(sum);
            case Side.Persons persons -> persons.people() instanceof Side.People.All ? OF_PEOPLE : OF_PEOPLE_OVER_TIME;
            case Side.PersonDays days -> OF_PERSON_DAYS;
            case Side.Sites sites -> ofSites(sites);
            case Side.SizeEstimate estimate -> EnumSet.allOf(Dimension.class);
            case Side.Target target -> EnumSet.allOf(Dimension.class);
        };
    }

    /** A site counts once for each way in which it served. */
    private Set<Dimension> ofSites(Side.Sites sites) {
        var found = EnumSet.copyOf(OF_SITES);
        if (ofSum(new Side.Sum(List.of(sites.measure()))).contains(Dimension.MODE)) {
            found.add(Dimension.MODE);
        }
        return found;
    }

    private Set<Dimension> ofSum(Side.Sum sum) {
        var found = EnumSet.copyOf(OF_ALL_SUMS);
        for (var name : sum.measures()) {
            var measure = measures.get(name);
            if (measure != null) {
                measure.clauses().forEach(clause -> found.addAll(ofClause(clause)));
            }
        }
        return found;
    }

    private Set<Dimension> ofClause(Measure.Clause clause) {
        var type = contract.type(clause.type());
        var found = EnumSet.noneOf(Dimension.class);
        if (type.has("client_key") || type.has("sex")) {
            found.add(Dimension.SEX);
            found.add(Dimension.AGE);
        }
        if (type.has("mode")) {
            found.add(Dimension.MODE);
        }
        if (clause.amount() instanceof Amount.Lines) {
            found.add(Dimension.COMMODITY);
        }
        return found;
    }
}
