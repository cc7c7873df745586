package org.outreachsync.indicator.catalogue;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.outreachsync.indicator.catalogue.Condition.Filled;
import org.outreachsync.indicator.catalogue.Condition.Has;
import org.outreachsync.indicator.catalogue.Measure.Clause;
import org.outreachsync.indicator.catalogue.Operand.Only;
import org.outreachsync.indicator.catalogue.Operand.People;

/**
 * Which counts of people are part of others by their definitions: whoever is in the one, of any area and period, is in
 * the other. It follows from what is written, such as another condition or a shorter time, and never from what was
 * recorded.
 */
public final class Inclusions {

    private final Map<String, Measure> measures;
    private final Map<Pair, Boolean> known = new ConcurrentHashMap<>();

    private record Pair(People part, People whole) {}

    /** @param measures the measures of a catalogue by name */
    public Inclusions(Map<String, Measure> measures) {
        this.measures = Map.copyOf(measures);
    }

    /** Whether everybody in the part is in the whole, too, by the people to whom both are limited. */
    public static boolean isPart(Only part, Only whole) {
        return isNarrower(part.sexes(), whole.sexes()) && isNarrower(part.populations(), whole.populations());
    }

    private static boolean isNarrower(Set<Integer> part, Set<Integer> whole) {
        return whole.isEmpty() || (!part.isEmpty() && whole.containsAll(part));
    }

    /** Whether everybody in the part is in the whole, too. */
    public boolean isPart(People part, People whole) {
        return part.equals(whole) || known.computeIfAbsent(new Pair(part, whole), pair -> find(part, whole));
    }

    private boolean find(People part, People whole) {
        if (part instanceof People.Either(var one, var other)) {
            return isPartOf(one, whole) && isPartOf(other, whole);
        }
        return switch (whole) {
            case People.Both(var one, var other) -> isPartOf(part, one) && isPartOf(part, other);
            case People.Either(var one, var other) -> isPartOf(part, one) || isPartOf(part, other);
            default ->
                part instanceof People.Both(var one, var other)
                        ? isPartOf(one, whole) || isPartOf(other, whole)
                        : isPartOfOne(part, whole);
        };
    }

    /** The same, where its result is not kept: within the search for another one. */
    private boolean isPartOf(People part, People whole) {
        return part.equals(whole) || find(part, whole);
    }

    private boolean isPartOfOne(People part, People whole) {
        return switch (whole) {
            case People.All(var all) -> all.stream().allMatch(one -> isIn(part, one));
            case People.Every(var measure, var days) ->
                part instanceof People.Every(var own, var ownDays) && ownDays == days && isMeasure(own, measure);
            case People.Followed(var measure, var by, var within) ->
                part instanceof People.Followed(var own, var ownBy, var ownWithin)
                        && isMeasure(own, measure)
                        && isMeasure(ownBy, by)
                        && isSooner(ownWithin, within);
            case People.Cohort(var stay, var days) -> isOfCohort(part, stay, days);
            case People.At(var stay) -> part instanceof People.At(var own) && isStay(own, stay);
            default -> false;
        };
    }

    /** Whether everybody in a selection is in a measure within the period, at the same sites. */
    private boolean isIn(People part, String measure) {
        return switch (part) {
            case People.All(var own) -> own.stream().anyMatch(one -> isMeasure(one, measure));
            case People.Every(var own, var days) -> isMeasure(own, measure);
            case People.First(var own) -> isMeasure(own, measure);
            case People.Followed(var own, var by, var within) -> isMeasure(own, measure);
            case People.Cohort(var stay, var days) -> isMeasure(stay.measure(), measure);
            case People.Retained(var stay, var days) -> isMeasure(stay.measure(), measure);
            default -> false;
        };
    }

    /**
     * Whether whoever is in the one stay is in the other one: whoever enters the one enters the other, and whoever
     * leaves the other leaves the one.
     */
    private boolean isStay(Operand.Stay part, Operand.Stay whole) {
        var gone = whole.gone();
        var ownGone = part.gone();
        return isMeasure(part.measure(), whole.measure())
                && isMeasure(whole.until(), part.until())
                && (gone == null || (ownGone != null && isMeasure(gone, ownGone)));
    }

    /** Entries are told from continuations by the days of leaving and by transfers, and by nothing else. */
    private static boolean isOfCohort(People part, Operand.Stay whole, int days) {
        var stay = part instanceof People.Retained(var own, var ownDays) && ownDays == days ? own : null;
        return stay != null
                && stay.measure().equals(whole.measure())
                && stay.until().equals(whole.until())
                && Objects.equals(stay.through(), whole.through());
    }

    private static boolean isSooner(Delay part, Delay whole) {
        return switch (part) {
            case Delay.Days(var days) -> whole instanceof Delay.Days(var most) && days <= most;
            case Delay.Months(var months) -> whole instanceof Delay.Months(var most) && months <= most;
        };
    }

    /** Whether each record that counts for one measure counts for another one, on the same day at the same site. */
    private boolean isMeasure(String part, String whole) {
        if (part.equals(whole)) {
            return true;
        }
        var own = measures.get(part);
        var other = measures.get(whole);
        return own != null
                && other != null
                && own.clauses().stream()
                        .allMatch(clause -> other.clauses().stream().anyMatch(wider -> isClause(clause, wider)));
    }

    private static boolean isClause(Clause part, Clause whole) {
        return part.type() == whole.type()
                && part.amount().equals(whole.amount())
                && part.on() == whole.on()
                && part.about() == whole.about()
                && whole.where().stream()
                        .allMatch(wanted -> part.where().stream().anyMatch(given -> implies(given, wanted)));
    }

    private static boolean implies(Condition given, Condition wanted) {
        if (given.equals(wanted)) {
            return true;
        }
        return switch (wanted) {
            case Has(var field, var repeated, var codes, var turned) ->
                given instanceof Has has
                        && has.field() == field
                        && has.turned() == turned
                        && (turned ? has.codes().containsAll(codes) : codes.containsAll(has.codes()));
            case Filled(var field, var turned) -> !turned && isFilled(given, field);
            case Condition.Between(var field, var low, var high) ->
                given instanceof Condition.Between between
                        && between.field() == field
                        && between.low() >= low
                        && between.high() <= high;
            default -> false;
        };
    }

    private static boolean isFilled(Condition given, int field) {
        return switch (given) {
            case Has has -> has.field() == field && !has.turned();
            case Condition.Between between -> between.field() == field;
            case Condition.IsTrue flag -> flag.field() == field && !flag.turned();
            default -> false;
        };
    }
}
