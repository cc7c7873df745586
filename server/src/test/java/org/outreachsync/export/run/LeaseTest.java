package org.outreachsync.export.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.outreachsync.keys.Keyring;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.Document;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;

class LeaseTest {

    private static final Duration LENGTH = Duration.ofMinutes(2);
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final MemoryStore store = new MemoryStore();
    private final Sealer sealer = Keyring.ephemeral().sealer();
    private volatile Instant now = NOON;
    private final Lease one = new Lease(store, sealer, "tests", LENGTH, () -> now);
    private final Lease other = new Lease(store, sealer, "tests", LENGTH, () -> now);

    @Test
    void isHeldByOne() {
        var taken = one.take().orElseThrow();
        now = NOON.plus(LENGTH).minusMillis(1);
        assertThat(other.take()).isEmpty();
        assertThat(new Lease(store, sealer, "others", LENGTH, () -> now).take())
                .as("each purpose has its own")
                .isPresent();
        one.release(taken);
        assertThat(other.take()).isPresent();
    }

    @Test
    void isTakenOverFromASilentServerWhichCannotRenewIt() {
        var old = one.take().orElseThrow();
        now = NOON.plus(LENGTH);
        var taken = other.take().orElseThrow();
        assertThat(taken.fence()).isGreaterThan(old.fence());
        assertThat(one.renew(old)).isEmpty();
        one.release(old);
        assertThat(one.take()).as("the silent server cannot end it either").isEmpty();
    }

    @Test
    void isRenewed() {
        var taken = one.take().orElseThrow();
        now = NOON.plusSeconds(90);
        var renewed = one.renew(taken).orElseThrow();
        now = NOON.plus(LENGTH);
        assertThat(other.take()).isEmpty();
        assertThat(one.renew(taken)).as("by its newest state only").isEmpty();
        assertThat(renewed.fence()).isGreaterThan(taken.fence());
    }

    @Test
    void renewsItselfWhileItsServerLives() {
        try (var holding = one.hold(Duration.ofMillis(1), () -> {}).orElseThrow()) {
            for (int minute = 1; minute <= 10; minute++) {
                now = NOON.plus(Duration.ofMinutes(minute));
                awaitRenewal();
                assertThat(other.take()).isEmpty();
            }
            assertThat(holding.isHeld()).isTrue();
        }
        assertThat(other.take()).as("it is given back").isPresent();
    }

    private long fence() {
        return store.get(Tables.HOUSEKEEPING, List.of("export-lease/tests"))
                .getFirst()
                .version();
    }

    /** Two changes after now: the second was begun after it. */
    private void awaitRenewal() {
        for (int times = 0; times < 2; times++) {
            long before = fence();
            while (fence() == before) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void tellsAServerThatSleptThatItWasTakenOver() throws InterruptedException {
        var lost = new CountDownLatch(1);
        var asleep = one.take().orElseThrow();
        now = NOON.plus(LENGTH);
        var taken = other.take().orElseThrow();
        other.release(taken);
        try (var holding = other.hold(Duration.ofMillis(1), lost::countDown).orElseThrow()) {
            one.release(asleep);
            awaitRenewal();
            assertThat(holding.isHeld())
                    .as("the one that slept gave back nothing")
                    .isTrue();
            // Another server has taken it over, and renewed it often.
            var far = new Document("export-lease/tests", 1_000_000, Map.of(), new byte[0]);
            store.replaceIfNewer(Tables.HOUSEKEEPING, List.of(far));
            lost.await();
            assertThat(holding.isHeld()).isFalse();
        }
    }

    @Test
    void doesNotOutliveAClockThatIsSetBack() {
        one.take();
        now = NOON.minus(Duration.ofDays(30));
        assertThat(other.take()).isPresent();
    }
}
