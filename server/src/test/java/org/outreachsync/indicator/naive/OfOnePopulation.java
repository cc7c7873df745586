package org.outreachsync.indicator.naive;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.naive.Formulas.Formula;
import org.outreachsync.indicator.naive.Question.Only;

/** Indicators that WHO wants of each key population: a person of several counts in each. */
final class OfOnePopulation {

    private final Question question;
    private final NaivePeople people;
    private final Formulas sets;

    OfOnePopulation(Question question, NaivePeople people, Formulas sets) {
        this.question = question;
        this.people = people;
        this.sets = sets;
    }

    /** Null if the indicator is not of one population. */
    @Nullable
    Map<Group, Figure> of(String code) {
        int end = code.lastIndexOf('-');
        var who = end < 0 ? null : who(code.substring(end + 1));
        if (who == null) {
            return null;
        }
        return switch (code.substring(0, end)) {
            case "PRV.2" -> figures(who, sets.persons(PersonDays.PREP), null);
            case "PRV.7" -> figures(who, positiveAfterPep(sets), sets.persons(PersonDays.PEP));
            case "HTS.3" -> figures(who, sets.persons(PersonDays.HIV_POSITIVE), sets.persons(PersonDays.HIV_TESTED));
            case "STI.1A" -> figures(who, sets.persons(PersonDays.SYPHILIS_TESTED), sets.persons(PersonDays.ATTENDING));
            default -> null;
        };
    }

    /** After the day on which they got prophylaxis, and before that day three months later. */
    static Formula positiveAfterPep(Formulas sets) {
        return sets.followed(
                PersonDays.PEP,
                PersonDays.HIV_POSITIVE,
                (day, test) -> test.isAfter(day) && test.isBefore(day.plusMonths(3)));
    }

    private @Nullable Only who(String population) {
        return switch (population) {
            case "SW" -> person -> people.isOf(person, 3);
            case "MSM" -> person -> people.isOf(person, 4);
            case "TG" -> person -> people.isOf(person, 5);
            case "PRISON" -> person -> people.isOf(person, 6);
            case "PWID" -> people::injects;
            default -> null;
        };
    }

    private Map<Group, Figure> figures(Only who, Formula numerator, @Nullable Formula denominator) {
        return question.figures(
                question.persons(numerator, who), denominator == null ? null : question.persons(denominator, who));
    }
}
