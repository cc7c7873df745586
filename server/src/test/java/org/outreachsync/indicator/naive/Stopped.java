package org.outreachsync.indicator.naive;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Who stopped a treatment, by the reasons of a list when these are asked for. */
final class Stopped {

    private static final String REASON = "stop_reason";
    private static final int REASON_MAX = 10;

    private final Question question;
    private final Formulas sets;

    Stopped(Question question, Formulas sets) {
        this.question = question;
        this.sets = sets;
    }

    Map<Group, Long> of(String code) {
        return switch (code) {
            case "OST.STOPPED" -> by("ost_stop_reason", PersonDays.OST_STOPPED);
            case "ART.STOPPED" -> by("arv_stop_reason", PersonDays.ART_STOPPED);
            case "PREP.STOPPED" -> by("arv_stop_reason", PersonDays.PREP_STOPPED);
            default -> throw new IllegalArgumentException("nothing stops in " + code);
        };
    }

    private Map<Group, Long> by(String list, PersonDays stopped) {
        if (!question.isBy(REASON)) {
            return question.persons(sets.persons(stopped), person -> true);
        }
        var side = new HashMap<Group, Long>();
        for (int reason = 0; reason <= REASON_MAX; reason++) {
            var label = Labels.code(list, reason);
            question.without(REASON)
                    .persons(sets.persons(PersonDays.because(stopped, reason)), person -> true)
                    .forEach((group, count) -> {
                        var named = new TreeMap<>(group.labels());
                        named.put(REASON, label);
                        side.put(new Group(named), count);
                    });
        }
        return side;
    }
}
