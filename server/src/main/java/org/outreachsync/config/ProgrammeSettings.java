package org.outreachsync.config;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.outreachsync.model.ClientCodeFormat;

/**
 * The settings of the programme.
 *
 * @param zone the time zone of its dates
 * @param start earlier events are refused
 * @param clientCodes the format of its client codes
 * @param newCodesPerDay how many client codes a tablet may be the first to name, per day
 * @param offlineDays a tablet that has not synced for this many days locks itself
 * @param purgeDays a tablet keeps its ops for this many days after they were acknowledged
 * @param nextSync the pause between routine syncs
 */
public record ProgrammeSettings(
        ZoneId zone,
        LocalDate start,
        ClientCodeFormat clientCodes,
        int newCodesPerDay,
        int offlineDays,
        int purgeDays,
        Duration nextSync) {}
