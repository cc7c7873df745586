package org.outreachsync.export.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.export.schedule.Schedule.Occurrence;
import org.outreachsync.yaml.YamlException;
import org.outreachsync.yaml.YamlFile;

class ScheduleTest {

    private static final String BERLIN = "Europe/Berlin";
    private static final String BISHKEK = "Asia/Bishkek";

    private static Schedule schedule(String cron, String zone) {
        return new Schedule(cron, ZoneId.of(zone), 0, false);
    }

    /** What a server that looks every so often runs, if it remembers what it ran last. */
    private static List<Occurrence> run(Schedule schedule, Instant from, Instant to, Duration every) {
        var ran = new ArrayList<Occurrence>();
        var done = schedule.last(from).orElseThrow().local();
        for (var now = from; !now.isAfter(to); now = now.plus(every)) {
            for (var occurrence : schedule.due(done, now, 100)) {
                ran.add(occurrence);
                done = occurrence.local();
            }
        }
        return ran;
    }

    @Test
    void aDailyOneRunsOnceWhereClocksAreTurnedForward() {
        var ran = run(
                schedule("30 2 * * *", BERLIN),
                Instant.parse("2026-03-27T12:00:00Z"),
                Instant.parse("2026-03-31T12:00:00Z"),
                Duration.ofMinutes(7));
        assertThat(ran)
                .extracting(one -> one.local() + " " + one.at())
                .containsExactly(
                        "2026-03-28T02:30 2026-03-28T01:30:00Z",
                        // There is no 02:30 on this day; it runs at 03:30, which is as long after 01:59 as ever.
                        "2026-03-29T02:30 2026-03-29T01:30:00Z",
                        "2026-03-30T02:30 2026-03-30T00:30:00Z",
                        "2026-03-31T02:30 2026-03-31T00:30:00Z");
    }

    @Test
    void aDailyOneRunsOnceWhereClocksAreTurnedBack() {
        var ran = run(
                schedule("30 2 * * *", BERLIN),
                Instant.parse("2026-10-23T12:00:00Z"),
                Instant.parse("2026-10-26T12:00:00Z"),
                Duration.ofMinutes(7));
        assertThat(ran)
                .extracting(one -> one.local() + " " + one.at())
                .containsExactly(
                        "2026-10-24T02:30 2026-10-24T00:30:00Z",
                        "2026-10-25T02:30 2026-10-25T00:30:00Z",
                        "2026-10-26T02:30 2026-10-26T01:30:00Z");
    }

    @Test
    void aWeeklyOneIsOnMondayByTheLocalCalendar() {
        var next = schedule("0 1 * * 1", BISHKEK)
                .next(Instant.parse("2026-11-25T00:00:00Z"))
                .orElseThrow();
        // In UTC this is Sunday.
        assertThat(next.at()).isEqualTo(Instant.parse("2026-11-29T19:00:00Z"));
        assertThat(next.local().getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
    }

    @ParameterizedTest
    @CsvSource({"0", "7", "SUN"})
    void sundayHasThreeNames(String sunday) {
        assertThat(schedule("0 1 * * " + sunday, BISHKEK).next(Instant.EPOCH))
                .get()
                .extracting(one -> one.local().getDayOfWeek())
                .isEqualTo(DayOfWeek.SUNDAY);
    }

    @Test
    void theThirtyFirstComesSevenTimesAYearAndTheLastDayTwelveTimes() {
        var year = List.of(Instant.parse("2027-12-31T12:00:00Z"), Instant.parse("2028-12-31T12:00:00Z"));
        assertThat(run(schedule("0 3 31 * *", BISHKEK), year.getFirst(), year.getLast(), Duration.ofHours(11)))
                .hasSize(7);
        assertThat(run(schedule("0 3 L * *", BISHKEK), year.getFirst(), year.getLast(), Duration.ofHours(11)))
                .extracting(one -> one.local().toLocalDate())
                .hasSize(12)
                .contains(LocalDate.of(2028, 2, 29), LocalDate.of(2028, 4, 30))
                .allMatch(day -> day.plusDays(1).getDayOfMonth() == 1);
        assertThat(schedule("0 3 29 2 *", BISHKEK).next(Instant.parse("2028-03-01T00:00:00Z")))
                .get()
                .extracting(Occurrence::local)
                .isEqualTo(LocalDateTime.of(2032, 2, 29, 3, 0));
    }

    @Test
    void aServerThatWasDownCatchesUpInOrder() {
        var daily = schedule("0 3 5 * *", BISHKEK);
        assertThat(daily.due(LocalDateTime.of(2026, 8, 5, 3, 0), Instant.parse("2026-11-28T00:00:00Z"), 100))
                .extracting(one -> one.local().toLocalDate().toString())
                .containsExactly("2026-09-05", "2026-10-05", "2026-11-05");
        assertThat(daily.due(null, Instant.parse("2026-11-28T00:00:00Z"), 1))
                .extracting(one -> one.local().toLocalDate().toString())
                .containsExactly("2026-11-05");
    }

    @Test
    void aClockThatIsSetBackRunsNothingAgain() {
        var daily = schedule("0 3 * * *", BISHKEK);
        var done = LocalDateTime.of(2026, 11, 28, 3, 0);
        assertThat(daily.due(done, Instant.parse("2026-11-27T21:00:01Z"), 9)).isEmpty();
        assertThat(daily.due(done, Instant.parse("2026-11-20T12:00:00Z"), 9)).isEmpty();
        assertThat(daily.due(done, Instant.parse("2026-11-28T21:00:00Z"), 9)).hasSize(1);
    }

    /** In every zone, over every change of its clocks, each local date comes exactly once. */
    @Test
    void everyDayComesOnceInEveryZone() {
        long seed = Long.getLong("schedule.seed", 20_261_128L);
        System.out.println("schedule.seed " + seed);
        var random = new Random(seed);
        var zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        for (int at = 0; at < Integer.getInteger("schedule.zones", 12); at++) {
            var zone = zones.get(random.nextInt(zones.size()));
            var cron = random.nextInt(60) + " " + random.nextInt(4) + " * * *";
            var from = Instant.parse("2025-12-31T23:59:00Z").plusSeconds(random.nextInt(86_400));
            var ran = run(schedule(cron, zone), from, from.plus(Duration.ofDays(365)), Duration.ofHours(9));
            var days = ran.stream().map(one -> one.local().toLocalDate()).toList();
            assertThat(new HashSet<>(days)).as("%s in %s", cron, zone).hasSameSizeAs(days);
            assertThat(days).as("%s in %s", cron, zone).hasSizeBetween(364, 366);
            assertThat(ran).extracting(Occurrence::at).isSorted();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 3 31 2 *",
                "0 3 30 2 *",
                "* 3 * * *",
                "0 */2 * * *",
                "0 3,15 * * *",
                "0 3 1 * 1",
                "0 3 * *",
                "0 0 3 * * *",
                "0 24 * * *",
                "0 3 0 * *",
                "0 3 32 * *",
                "0 3 * 13 *",
                "0 3 * * 8",
                "@daily",
                "daily"
            })
    void refusesWhatIsNoScheduleOfAnExport(String cron) {
        assertThatThrownBy(() -> schedule(cron, BISHKEK)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isReadFromADestination() {
        assertThat(ScheduleReader.read(null)).isNull();
        assertThat(ScheduleReader.read(YamlFile.parse(
                        "d.yaml", "{cron: '0 3 5 * *', zone: Asia/Bishkek, grace_days: 10, restates: true}")))
                .isEqualTo(new Schedule("0 3 5 * *", ZoneId.of(BISHKEK), 10, true));
        assertThatThrownBy(() -> ScheduleReader.read(YamlFile.parse("d.yaml", "{cron: 0 3 5 * *, zone: Bishkek}")))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("zone");
        assertThatThrownBy(() -> ScheduleReader.read(YamlFile.parse("d.yaml", "{cron: 0 3 5, zone: Asia/Bishkek}")))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("five fields");
    }
}
