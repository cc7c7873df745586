package org.outreachsync.export.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A cron expression by the calendar alone. It is computed in a zone whose clocks never change, so that no change of
 * clocks can skip or repeat an occurrence.
 */
final class LocalCron {

    private static final int LENGTH_MAX = 100;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");
    /** From here on, every possible day of a year comes within eight years. */
    private static final LocalDateTime ANY_TIME = LocalDate.of(2024, 1, 1).atStartOfDay();

    private static final int YEARS_MAX = 8;
    private static final CronDefinition DEFINITION = CronDefinitionBuilder.defineCron()
            .withMinutes()
            .withStrictRange()
            .and()
            .withHours()
            .withStrictRange()
            .and()
            .withDayOfMonth()
            .supportsL()
            .withStrictRange()
            .and()
            .withMonth()
            .withStrictRange()
            .and()
            .withDayOfWeek()
            .withValidRange(0, 7)
            .withMondayDoWValue(1)
            .withIntMapping(7, 0)
            .withStrictRange()
            .and()
            .instance();

    private static final CronParser PARSER = new CronParser(DEFINITION);

    private final ExecutionTime times;

    private LocalCron(Cron cron) {
        this.times = ExecutionTime.forCron(cron);
    }

    /** Parses an expression that was checked. */
    static LocalCron of(String text) {
        return new LocalCron(cron(text));
    }

    /**
     * Checks an expression.
     *
     * @throws IllegalArgumentException if it is not understood, never occurs, or occurs more than once a day
     */
    static void check(String text) {
        var cron = cron(text);
        if (!isNumber(cron, CronFieldName.MINUTE) || !isNumber(cron, CronFieldName.HOUR)) {
            throw new IllegalArgumentException("an export runs at most once a day: give one minute and one hour");
        }
        if (!isAny(cron, CronFieldName.DAY_OF_MONTH) && !isAny(cron, CronFieldName.DAY_OF_WEEK)) {
            throw new IllegalArgumentException("give days of the month or weekdays, not both: write * for the other");
        }
        if (!isPossible(cron)) {
            throw new IllegalArgumentException("no such day is in any year");
        }
    }

    private static Cron cron(String text) {
        if (text.length() > LENGTH_MAX || text.strip().split("\\s+").length != 5) {
            throw new IllegalArgumentException(
                    "five fields are expected: minute, hour, day of the month, month and weekday");
        }
        try {
            return PARSER.parse(text.strip()).validate();
        } catch (IllegalArgumentException wrong) {
            var why = String.valueOf(wrong.getMessage()).replaceFirst("^Failed to parse cron expression\\. ", "");
            throw new IllegalArgumentException("this is no cron expression: " + why, wrong);
        }
    }

    private static String field(Cron cron, CronFieldName name) {
        return Objects.requireNonNull(cron.retrieve(name)).getExpression().asString();
    }

    private static boolean isNumber(Cron cron, CronFieldName name) {
        return NUMBER.matcher(field(cron, name)).matches();
    }

    private static boolean isAny(Cron cron, CronFieldName name) {
        return field(cron, name).equals("*");
    }

    private static boolean isPossible(Cron cron) {
        return new LocalCron(cron)
                .next(ANY_TIME)
                .filter(first -> first.isBefore(ANY_TIME.plusYears(YEARS_MAX)))
                .isPresent();
    }

    /** The first occurrence after a time. */
    Optional<LocalDateTime> next(LocalDateTime after) {
        return times.nextExecution(after.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
    }

    /** The last occurrence before a time. */
    Optional<LocalDateTime> last(LocalDateTime before) {
        return times.lastExecution(before.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
    }
}
