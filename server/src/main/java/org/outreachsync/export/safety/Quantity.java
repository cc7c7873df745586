package org.outreachsync.export.safety;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.catalogue.Delay;
import org.outreachsync.indicator.catalogue.Operand;
import org.outreachsync.indicator.catalogue.Operand.Only;
import org.outreachsync.indicator.catalogue.Operand.People;
import org.outreachsync.indicator.catalogue.Operand.Stay;

/**
 * What is counted. Two indicators that count the same have the same quantity, so that a count is told alike wherever it
 * stands.
 *
 * @param name written the same by every version of the server, because earlier exports are kept under it
 * @param operand what is counted
 * @param only the people to whom it is limited
 */
record Quantity(String name, Operand operand, Only only) {

    static Quantity of(Operand operand, Only only) {
        return new Quantity(name(operand) + limits(only), operand, only);
    }

    /** Whether people entered it: then it is known to everybody. */
    boolean isEntered() {
        return operand instanceof Operand.SizeEstimate || operand instanceof Operand.Target;
    }

    /** Whether counts of sites, groups and months add up; otherwise one person may be in several. */
    boolean addsUp() {
        return !(operand instanceof Operand.Persons);
    }

    /** Whether counts are of the end of their period, such as of those who are in treatment then. */
    boolean isAtTheEnd() {
        return operand instanceof Operand.Persons(var people) && isAtTheEnd(people);
    }

    private static boolean isAtTheEnd(People people) {
        return switch (people) {
            case People.At at -> true;
            case People.Both(var one, var other) -> isAtTheEnd(one) && isAtTheEnd(other);
            default -> false;
        };
    }

    /** Over which longer periods and larger areas the people of a count are still counted. */
    enum Growth {
        /** Over all of them. */
        ALWAYS,
        /** Over larger areas in the same period: somebody may be met once a month at first, and then no more. */
        IN_THE_SAME_PERIOD,
        /** Over none for certain: of several entries, the first is followed. */
        NEVER
    }

    /** Whether the people of a part are among those of the whole. */
    Growth growth() {
        return operand instanceof Operand.Persons(var people) && !isAtTheEnd() ? growth(people) : Growth.ALWAYS;
    }

    private static Growth growth(People people) {
        return switch (people) {
            case People.All all -> Growth.ALWAYS;
            case People.First first -> Growth.ALWAYS;
            case People.Followed followed -> Growth.ALWAYS;
            case People.Cohort cohort -> Growth.ALWAYS;
            case People.Lasting lasting -> Growth.ALWAYS;
            case People.Every every -> Growth.IN_THE_SAME_PERIOD;
            case People.At at -> Growth.IN_THE_SAME_PERIOD;
            case People.Retained retained -> Growth.NEVER;
            case People.Both(var one, var other) -> least(growth(one), growth(other));
            case People.Either(var one, var other) -> least(growth(one), growth(other));
        };
    }

    private static Growth least(Growth one, Growth other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Whether it counts people who come for the first time: nobody does so in two periods. */
    boolean isOnce() {
        return operand instanceof Operand.Persons(People.First first);
    }

    /** Whether the people of a whole are those of its parts. */
    boolean isUnionOfParts() {
        return operand instanceof Operand.Persons(var people) && people.isUnionOfParts();
    }

    private static String limits(Only only) {
        var sexes = only.sexes().isEmpty() ? "" : " sexes" + new TreeSet<>(only.sexes());
        return only.populations().isEmpty() ? sexes : sexes + " populations" + new TreeSet<>(only.populations());
    }

    private static String name(Operand operand) {
        return switch (operand) {
            case Operand.Sum(var measures) -> "sum" + sorted(measures);
            case Operand.Persons(var people) -> "persons " + name(people);
            case Operand.Sites(var measure) -> "sites " + measure;
            case Operand.PersonDays(var stay, var where) ->
                "days " + name(stay) + (where == null ? "" : " at " + where);
            case Operand.LevelDays(var measure) -> "level " + measure;
            case Operand.SizeEstimate(var population) -> "size " + population;
            case Operand.Target(var indicator) -> "target " + indicator;
        };
    }

    private static String name(People people) {
        return switch (people) {
            case People.All(var measures) -> "all" + sorted(measures);
            case People.Every(var measure, var days) -> "every " + measure + " " + days;
            case People.First(var measure) -> "first " + measure;
            case People.Followed(var measure, var by, var within) ->
                "followed " + measure + " by " + by + " " + name(within);
            case People.At(var stay) -> "at " + name(stay);
            case People.Lasting(var stay, var days) -> "lasting " + name(stay) + " " + days;
            case People.Either(var one, var other) -> "(" + name(one) + " or " + name(other) + ")";
            case People.Both(var one, var other) -> "(" + name(one) + " and " + name(other) + ")";
            case People.Cohort(var stay, var days) -> "cohort " + name(stay) + " " + days;
            case People.Retained(var stay, var days) -> "retained " + name(stay) + " " + days;
        };
    }

    private static String name(Delay delay) {
        return switch (delay) {
            case Delay.Days(var days) -> String.valueOf(days);
            case Delay.Months(var months) -> months + " months";
        };
    }

    private static String name(Stay stay) {
        var through = stay.through();
        return stay.measure() + " until " + stay.until() + word(" gone ", stay.gone())
                + (through == null ? "" : " through " + through.measure() + " " + through.days())
                + (stay.overlapping() ? " overlapping" : "");
    }

    private static String word(String before, @Nullable String name) {
        return name == null ? "" : before + name;
    }

    private static String sorted(List<String> measures) {
        return measures.stream().sorted().collect(Collectors.joining("+", "(", ")"));
    }
}
