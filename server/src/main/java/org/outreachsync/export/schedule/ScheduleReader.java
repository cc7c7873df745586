package org.outreachsync.export.schedule;

import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
     * @throws org.outreachsync.yaml.YamlException if it is wrong, naming the line and what may stand there
     */
    public static @Nullable Schedule read(@Nullable Yaml schedule) {
        if (schedule == null) {
            return null;
        }
        var members = schedule.entries(MEMBERS);
        var grace = members.get("grace_days");
        var cron = members.need("cron");
        try {
            return new Schedule(
                    cron.text(),
                    zone(members.need("zone")),
                    grace == null ? 0 : grace.whole(0, GRACE_DAYS_MAX),
                    Yaml.isSet(members.get("restates")));
        } catch (IllegalArgumentException wrong) {
            throw cron.wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private static ZoneId zone(Yaml value) {
        if (!ZoneId.getAvailableZoneIds().contains(value.text())) {
            throw value.wrong("a time zone such as Asia/Bishkek is expected");
        }
        return ZoneId.of(value.text());
    }
}
