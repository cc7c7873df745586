package org.outreachsync.indicator.naive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/**
 * The client codes of a programme's people. One of them is as young as a code may tell, one is never seen but as the
 * true code of others.
 */
final class People {

    private static final String[] NAMES = {"АЙ", "БЕ", "ГУ", "ДИ", "ЖА", "КА", "МИ", "НУ", "СА", "ТА"};
    private static final int COUNT = 12;

    final List<String> codes;
    final String unseen = "М1971ЯКЯК";
    private final Dice dice;

    People(Dice dice) {
        this.dice = dice;
        var made = new LinkedHashSet<String>();
        made.add(code("Ж", 2016));
        made.add(code("Ж", dice.from(2003, 2009)));
        made.add(code("Д", dice.from(1975, 2000)));
        while (made.size() < COUNT) {
            made.add(code(dice.percent(60) ? "Ж" : "М", dice.from(1962, 2006)));
        }
        codes = List.copyOf(new ArrayList<>(made));
    }

    private String code(String sex, int year) {
        return sex + year + NAMES[dice.from(0, NAMES.length - 1)] + NAMES[dice.from(0, NAMES.length - 1)];
    }

    String any() {
        return dice.of(codes);
    }

    /** Some person's code as one worker or another writes it. */
    String written() {
        return written(any());
    }

    /** The same code as one worker or another writes it. */
    String written(String code) {
        return switch (dice.from(0, 11)) {
            case 0 -> code.toLowerCase(Locale.ROOT);
            case 1 -> code.substring(0, 1) + "-" + code.substring(1, 5) + " " + code.substring(5);
            case 2 -> code.startsWith("Ж") ? "F" + code.substring(1) : code;
            default -> code;
        };
    }
}
