package org.outreachsync.export.schedule;

import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.yaml.Yaml;

/** Reads schedules. */
public final class ScheduleReader {

    private ScheduleReader() {}

    /** Reads a schedule; null stands for only by hand. */
    public static @Nullable Schedule read(@Nullable Yaml schedule) {
        if (schedule == null) {
            return null;
        }
        var members = schedule.entries(Set.of("cron", "zone", "grace_days", "restates"));
        var grace = members.get("grace_days");
        return new Schedule(
                members.need("cron").text(),
                ZoneId.of(members.need("zone").text()),
                grace == null ? 0 : grace.whole(0, 60),
                Yaml.isSet(members.get("restates")));
    }
}
