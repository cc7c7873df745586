package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

class SiteLocksTest {

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    private int slow() {
        entered.countDown();
        try {
            go.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    private static void refuses(SiteLocks locks, String site) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> locks.withLock(site, () -> 2))
                .returns(Code.BUSY, RefusedException::code);
    }

    @Test
    void whoWaitsInVainIsRefusedAndAnotherSiteGoesOn() throws Exception {
        var locks = new SiteLocks(8, Duration.ZERO);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var working = threads.submit(() -> locks.withLock("OSH-1", this::slow));
            entered.await();

            for (int at = 0; at < 20; at++) {
                refuses(locks, "OSH-1");
            }
            assertThat(locks.withLock("OSH-2", () -> 2)).isEqualTo(2);

            go.countDown();
            assertThat(working.get()).isEqualTo(1);
            assertThat(locks.withLock("OSH-1", () -> 3))
                    .as("whoever gave up keeps no place")
                    .isEqualTo(3);
        }
    }

    @Test
    void noMoreThanSoManyWait() throws Exception {
        var locks = new SiteLocks(0, Duration.ofDays(1));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var working = threads.submit(() -> locks.withLock("OSH-1", this::slow));
            entered.await();

            refuses(locks, "OSH-1");
            assertThat(locks.withLock("OSH-2", () -> 2)).isEqualTo(2);

            go.countDown();
            assertThat(working.get()).isEqualTo(1);
        }
    }

    @Test
    void workThatFailsGivesItsPlaceBack() {
        var locks = new SiteLocks(0, Duration.ZERO);
        for (int at = 0; at < 3; at++) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> locks.withLock("OSH-1", () -> {
                        throw new IllegalStateException("broken");
                    }));
        }
        assertThat(locks.withLock("OSH-1", () -> 2)).isEqualTo(2);
    }
}
