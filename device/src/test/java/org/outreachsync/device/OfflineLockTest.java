package org.outreachsync.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.device.Bench.change;
import static org.outreachsync.device.Bench.hash;
import static org.outreachsync.device.Bench.nothing;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.model.Hlc;
import org.outreachsync.model.RecordId;

/** A clock that was wrong at the last sync neither locks a tablet nor keeps it open. */
class OfflineLockTest {

    private static final long ALLOWED = TimeUnit.DAYS.toMillis(30);
    private static final long YEARS = TimeUnit.DAYS.toMillis(730);

    private final Bench bench = new Bench();
    private final FakeClock clock = bench.clock;

    @BeforeEach
    void hoursAfterEnrolment() {
        clock.pass(60_000);
    }

    /** Syncs with the wall clock at this time, and receives a colleague's record with the true time. */
    private void syncAt(long wall) {
        clock.wall = wall;
        var id = RecordId.counted(3, 1, 1);
        var record = change(id, 1).setHlc(Hlc.of(FakeClock.MORNING, 0)).setOutreachContact(Shift.contact(1));
        bench.server.thenAnswer(request -> nothing().addChanges(record).setStateHash(hash(1, id)));
        assertThat(bench.sync().isComplete()).isTrue();
    }

    private boolean isLockedAfterReboot() {
        clock.reboot();
        return bench.tablet.locked();
    }

    @Test
    void aClockThatStandsIn1970DoesNotLock() {
        syncAt(1_000);
        assertThat(isLockedAfterReboot()).isFalse();
        bench.contact(1);
        clock.wall = 500;
        assertThat(isLockedAfterReboot()).as("as after an empty battery").isFalse();
        clock.wall = 1_000 + ALLOWED + 1;
        assertThat(isLockedAfterReboot()).isTrue();
    }

    @Test
    void aClockThatStoodIn1970AndWasSetRightCountsFromTheServersTime() {
        syncAt(1_000);
        clock.wall = FakeClock.MORNING - TimeUnit.HOURS.toMillis(2);
        assertThat(isLockedAfterReboot()).as("set by hand, and not quite right").isFalse();
        clock.wall = FakeClock.MORNING + ALLOWED;
        assertThat(isLockedAfterReboot()).isFalse();
        clock.wall++;
        assertThat(isLockedAfterReboot()).isTrue();
    }

    @Test
    void aClockThatIsAheadDoesNotLock() {
        syncAt(FakeClock.MORNING + YEARS);
        bench.contact(1);
        assertThat(isLockedAfterReboot()).isFalse();
        clock.wall = FakeClock.MORNING + YEARS + ALLOWED + 1;
        assertThat(isLockedAfterReboot()).isTrue();
    }

    @Test
    void aClockThatWasAheadAndWasSetRightDoesNotKeepTheTabletOpen() {
        syncAt(FakeClock.MORNING + YEARS);
        clock.wall = FakeClock.MORNING + ALLOWED;
        assertThat(isLockedAfterReboot()).isFalse();
        clock.wall++;
        assertThat(isLockedAfterReboot()).isTrue();
    }

    @Test
    void aClockThatIsTurnedBackAfterARebootCountsAtLeastTheTimeSinceIt() {
        syncAt(FakeClock.MORNING);
        clock.wall = 0;
        assertThat(isLockedAfterReboot()).isFalse();
        clock.elapsed = ALLOWED + 1;
        assertThat(bench.tablet.locked()).isTrue();
    }

    @Test
    void anEnrolmentCountsFromTheServersTimeToo() {
        clock.wall = 1_000;
        bench.server.enrolWith(Shift.enrolled(2, Shift.SITE).toBuilder()
                .setServerNow(FakeClock.MORNING)
                .build());
        bench.enrolAgain();
        clock.wall = FakeClock.MORNING + ALLOWED;
        assertThat(isLockedAfterReboot()).isFalse();
        clock.wall++;
        assertThat(isLockedAfterReboot()).isTrue();
    }
}
