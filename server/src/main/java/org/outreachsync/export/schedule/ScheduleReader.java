package org.outreachsync.export.schedule;

import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.yaml.Mistakes;
import org.outreachsync.yaml.Yaml;

/** Reads the schedule of a destination, such as {@code {cron: "0 3 5 * *", zone: Asia/Bishkek, grace_days: 10}}. */
public final class ScheduleReader {

    /** The most days that an export waits for tablets. */
    public static final int GRACE_DAYS_MAX = 90;

    private static final Set<String> MEMBERS = Set.of("cron", "zone", "grace_days", "restates");

    private ScheduleReader() {}

    /**
     * Reads a schedule; null stands for exports that run only by hand.
     *
     * @throws org.outreachsync.yaml.YamlException if it is wrong, naming for each mistake the line and what may stand
     *     there
     */
    public static @Nullable Schedule read(@Nullable Yaml schedule) {
        if (schedule == null) {
            return null;
        }
        var mistakes = new Mistakes();
        var members = schedule.entries(MEMBERS, mistakes);
        var cron = mistakes.read(() -> cron(members.need("cron")));
        var zone = mistakes.read(() -> zone(members.need("zone")));
        var grace = mistakes.read(() -> grace(members.get("grace_days")));
        var restates = mistakes.read(() -> Yaml.isSet(members.get("restates")));
        mistakes.throwIfAny();
        return new Schedule(cron.get(), zone.get(), grace.get(), restates.get());
    }

    private static String cron(Yaml value) {
        try {
            LocalCron.check(value.text());
            return value.text();
        } catch (IllegalArgumentException wrong) {
            throw value.wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private static int grace(@Nullable Yaml value) {
        return value == null ? 0 : value.whole(0, GRACE_DAYS_MAX);
    }

    private static ZoneId zone(Yaml value) {
        if (!ZoneId.getAvailableZoneIds().contains(value.text())) {
            throw value.wrong("a time zone such as Asia/Bishkek is expected");
        }
        return ZoneId.of(value.text());
    }
}
