package org.outreachsync.export.dhis2;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.outreachsync.indicator.Period;

/** The kinds of reporting periods that can be sent. DHIS2 takes only those of the kind that the data set has. */
public enum PeriodType {
    /** {@code 202603}. */
    MONTHLY("Monthly", 1, "P1M"),
    /** {@code 2026Q1}. */
    QUARTERLY("Quarterly", 3, "P3M"),
    /** {@code 2026S1}. */
    SIX_MONTHLY("SixMonthly", 6, "P6M"),
    /** {@code 2026}. */
    YEARLY("Yearly", 12, "P1Y"),
    /** {@code 2026Oct}: October 2026 to September 2027. */
    FINANCIAL_OCTOBER("FinancialOct", 12, "P1Y");

    private final String dhis2Name;
    private final int months;
    private final String duration;

    PeriodType(String dhis2Name, int months, String duration) {
        this.dhis2Name = dhis2Name;
        this.months = months;
        this.duration = duration;
    }

    /** The name that DHIS2 gives it. */
    public String dhis2Name() {
        return dhis2Name;
    }

    /** The length in ADX, as an ISO 8601 duration. */
    public String duration() {
        return duration;
    }

    /** The kind of a period; empty if its notation is none that DHIS2 data sets of this kind use. */
    public static Optional<PeriodType> of(Period period) {
        return Arrays.stream(values())
                .filter(type -> type.notation(period.from()).equals(period.text()))
                .findFirst();
    }

    /** How DHIS2 writes the period that begins on this day. */
    private String notation(LocalDate from) {
        int year = from.getYear();
        return switch (this) {
            case MONTHLY -> "%04d%02d".formatted(year, from.getMonthValue());
            case QUARTERLY -> "%04dQ%d".formatted(year, (from.getMonthValue() - 1) / months + 1);
            case SIX_MONTHLY -> "%04dS%d".formatted(year, (from.getMonthValue() - 1) / months + 1);
            case YEARLY -> "%04d".formatted(year);
            case FINANCIAL_OCTOBER -> "%04dOct".formatted(year);
        };
    }
}
