package org.outreachsync.export.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.destination.Recipients;
import org.outreachsync.export.schedule.Schedule;
import org.outreachsync.refusal.RefusedException;

/**
 * Since which version of its destination a schedule is what it is. One that was changed, or taken out and put in again,
 * begins anew: nobody wants what it would have made meanwhile to be delivered at once.
 */
final class ScheduleBegins {

    private final Recipients recipients;
    private final Map<String, Begin> known = new ConcurrentHashMap<>();

    ScheduleBegins(Recipients recipients) {
        this.recipients = recipients;
    }

    private record Begin(int version, int since) {}

    /** The first version with the schedule of a destination, of those without a break before this one. */
    int since(Destination destination, Schedule schedule) {
        int version = destination.version();
        var before = known.getOrDefault(destination.code(), new Begin(0, 0));
        if (before.version() == version) {
            return before.since();
        }
        int since = version;
        while (since > 1 && has(destination.code(), since - 1, schedule)) {
            since--;
            if (since == before.version()) {
                since = before.since();
                break;
            }
        }
        known.put(destination.code(), new Begin(version, since));
        return since;
    }

    private boolean has(String code, int version, Schedule schedule) {
        try {
            return recipients
                    .rendition(code, version)
                    .map(then -> then.schedule())
                    .filter(then ->
                            then.cron().equals(schedule.cron()) && then.zone().equals(schedule.zone()))
                    .isPresent();
        } catch (RefusedException unreadable) {
            return false;
        }
    }
}
