package org.outreachsync.export.schedule;

import java.time.ZoneId;

/** When exports are made. */
public record Schedule(String cron, ZoneId zone, int graceDays, boolean restates) {}
