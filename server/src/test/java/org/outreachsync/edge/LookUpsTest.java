package org.outreachsync.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.outreachsync.config.Limits;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/** Whoever makes tokens up fills a line of their own, while the store takes its time. */
@ExtendWith(VertxExtension.class)
class LookUpsTest {

    private static final String ATTACKER = "192.0.2.1";
    private static final ThreadFactory NO_MEMORY = work -> {
        throw new OutOfMemoryError("unable to create native thread");
    };

    @Test
    void aThreadThatCannotBeStartedLeavesNoPlaceTaken(Vertx vertx) throws Exception {
        var shares = Limits.standard().shares();
        var threads = new AtomicReference<>(NO_MEMORY);
        var lookUps = new LookUps(
                shares,
                100,
                new Meters(),
                new BlockingThreads(work -> threads.get().newThread(work)));
        var context = vertx.getOrCreateContext();
        for (int at = 0; at <= shares.addressLookUpsMax() + shares.addressLookUpsWaitingMax(); at++) {
            assertThatThrownBy(() -> lookUps.run(context, ATTACKER, () -> "found"))
                    .isInstanceOf(OutOfMemoryError.class);
        }
        threads.set(Thread.ofVirtual().factory());

        assertThat(lookUps.run(context, ATTACKER, () -> "found")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS))
                .isEqualTo("found");
    }

    @Test
    void madeUpTokensOfOneAddressHoldUpNobodyElse(Vertx vertx) throws Exception {
        var shares = Limits.standard().shares();
        var lookUps = new LookUps(shares, 100, new Meters());
        var context = vertx.getOrCreateContext();
        var slow = new CountDownLatch(1);
        int full = shares.addressLookUpsMax() + shares.addressLookUpsWaitingMax();
        var attacks = new ArrayList<Future<Boolean>>();
        for (int at = 0; at < full; at++) {
            attacks.add(lookUps.run(context, ATTACKER, () -> slow.await(1, TimeUnit.MINUTES)));
        }

        var tooMany = lookUps.run(context, ATTACKER, () -> true);
        var other = lookUps.run(context, "192.0.2.2", () -> "found");

        assertThat(other.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS))
                .isEqualTo("found");
        assertThat(tooMany.cause())
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.TOO_MANY));
        assertThat(lookUps.inUse()).as("of the store's turns").isLessThanOrEqualTo(shares.addressLookUpsMax());
        slow.countDown();
        for (var attack : attacks) {
            assertThat(attack.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS))
                    .isTrue();
        }
        assertThat(lookUps.run(context, ATTACKER, () -> "again")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS))
                .isEqualTo("again");
    }
}
