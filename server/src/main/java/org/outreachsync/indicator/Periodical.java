package org.outreachsync.indicator;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Names periods as in questions: by their calendar name if they have one, otherwise by their first and last day. */
final class Periodical {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM");
    private static final int DAYS_OF_WEEK = 7;

    private Periodical() {}

    static String name(LocalDate from, LocalDate to) {
        if (from.equals(to)) {
            return from.format(DateTimeFormatter.BASIC_ISO_DATE);
        }
        if (from.getDayOfWeek() == DayOfWeek.MONDAY && to.equals(from.plusDays(DAYS_OF_WEEK - 1L))) {
            return year(from.get(IsoFields.WEEK_BASED_YEAR)) + "W" + from.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        }
        boolean isWhole = from.getDayOfMonth() == 1 && to.plusDays(1).getDayOfMonth() == 1;
        int first = from.getMonthValue() - 1;
        return switch (isWhole ? (int) ChronoUnit.MONTHS.between(from, to.plusDays(1)) : 0) {
            case 1 -> from.format(MONTH);
            case 3 -> first % 3 == 0 ? year(from.getYear()) + "Q" + (first / 3 + 1) : stretch(from, to);
            case 6 -> first % 6 == 0 ? year(from.getYear()) + "S" + (first / 6 + 1) : stretch(from, to);
            case 12 ->
                first == 0 ? year(from.getYear()) : first == 9 ? year(from.getYear()) + "Oct" : stretch(from, to);
            default -> stretch(from, to);
        };
    }

    private static String year(int year) {
        return String.format(Locale.ROOT, "%04d", year);
    }

    private static String stretch(LocalDate from, LocalDate to) {
        return from + ".." + to;
    }
}
