package org.outreachsync.export.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.outreachsync.keys.Keyring;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.memory.MemoryStore;

class LeaseTest {

    private static final Duration LENGTH = Duration.ofMinutes(20);
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final MemoryStore store = new MemoryStore();
    private final Sealer sealer = Keyring.ephemeral().sealer();
    private final Lease one = new Lease(store, sealer, LENGTH);
    private final Lease other = new Lease(store, sealer, LENGTH);

    @Test
    void isHeldByOne() {
        var taken = one.take(NOON).orElseThrow();
        assertThat(other.take(NOON.plus(LENGTH).minusMillis(1))).isEmpty();
        one.release(taken);
        assertThat(other.take(NOON)).isPresent();
    }

    @Test
    void isTakenOverFromASilentServerWhichCannotRenewIt() {
        var old = one.take(NOON).orElseThrow();
        var taken = other.take(NOON.plus(LENGTH)).orElseThrow();
        assertThat(taken.fence()).isGreaterThan(old.fence());
        assertThat(one.renew(old, NOON.plus(LENGTH))).isEmpty();
        one.release(old);
        assertThat(one.take(NOON.plus(LENGTH)))
                .as("the silent server cannot end it either")
                .isEmpty();
    }

    @Test
    void isRenewed() {
        var taken = one.take(NOON).orElseThrow();
        var renewed = one.renew(taken, NOON.plus(Duration.ofMinutes(15))).orElseThrow();
        assertThat(other.take(NOON.plus(LENGTH))).isEmpty();
        assertThat(one.renew(taken, NOON)).as("by its newest state only").isEmpty();
        assertThat(renewed.fence()).isGreaterThan(taken.fence());
    }

    @Test
    void doesNotOutliveAClockThatIsSetBack() {
        one.take(NOON);
        assertThat(other.take(NOON.minus(Duration.ofDays(30)))).isPresent();
    }
}
