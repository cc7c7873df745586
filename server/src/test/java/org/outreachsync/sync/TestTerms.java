package org.outreachsync.sync;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.outreachsync.assembly.Engine;
import org.outreachsync.config.BatchLimits;
import org.outreachsync.config.Limits;
import org.outreachsync.config.ProgrammeSettings;
import org.outreachsync.intake.SiteDays;
import org.outreachsync.model.ClientCodeFormat;
import org.outreachsync.model.CodeScript;

/** How the programmes of tests sync: sites are always open, and a slow machine makes no site busy. */
public final class TestTerms {

    public static final ZoneId ZONE = ZoneId.of("Asia/Bishkek");

    private static final int WAITERS_MAX = 64;

    private TestTerms() {}

    /** A programme with room for every client code of a test. */
    public static ProgrammeSettings programme() {
        return programme("GYYYYMMFF", 100_000, 0);
    }

    /** A programme that writes client codes by this pattern. With 0 days offline its tablets never lock themselves. */
    public static ProgrammeSettings programme(String codePattern, int newCodesPerDay, int offlineDays) {
        return new ProgrammeSettings(
                ZONE,
                LocalDate.of(2015, 1, 1),
                ClientCodeFormat.of(codePattern, CodeScript.CYRILLIC),
                newCodesPerDay,
                offlineDays,
                0,
                Duration.ofSeconds(60));
    }

    /** Terms with pages that a test can fill. */
    public static Engine.SyncTerms of(ProgrammeSettings programme, int opsMax, int changesMax) {
        var limits = Limits.standard()
                .batches()
                .with(
                        opsMax,
                        new BatchLimits.Answer(changesMax, 200_000),
                        new BatchLimits.SiteQueue(WAITERS_MAX, 1, Duration.ofSeconds(30)));
        return new Engine.SyncTerms(
                programme,
                limits,
                WAITERS_MAX,
                SiteDays.ALWAYS,
                device -> device.lateBatches() < limits.lateBatchesMax(),
                () -> false);
    }

    /** Terms of most tests. */
    public static Engine.SyncTerms of(ProgrammeSettings programme) {
        return of(programme, 500, 1_000);
    }
}
