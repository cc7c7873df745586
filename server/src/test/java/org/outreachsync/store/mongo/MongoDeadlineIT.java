package org.outreachsync.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.store.Deadline;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Things;

/**
 * A member that does not answer holds a request for the time that the request has left, not for that of each command.
 */
class MongoDeadlineIT {

    private static final Duration CALL = Duration.ofSeconds(3);
    private static final Duration REQUEST = Duration.ofMillis(300);
    private static final MongoLimits LIMITS = new MongoLimits(4, Duration.ofMillis(500), CALL);

    private final WireStandIn server = new WireStandIn();
    private final CountDownLatch answers = new CountDownLatch(1);
    private final MongoStore store = new MongoStore(server.uri("outreach") + "?timeoutMS=0", Things.TABLES, LIMITS);

    @AfterEach
    void stop() {
        answers.countDown();
        store.close();
        server.close();
    }

    @Test
    void aCallEndsWithItsRequest() {
        assertThat(waited(() -> Deadline.by(System.nanoTime() + REQUEST.toNanos(), this::read)))
                .isBetween(REQUEST.minusMillis(50), CALL.minusMillis(500));
    }

    @Test
    void aUriWithoutALimitOfTimeIsNotObeyed() {
        assertThat(waited(this::read)).isBetween(CALL.minusMillis(50), CALL.multipliedBy(3));
    }

    @Test
    void nothingIsSentWhenTheTimeIsOver() {
        var sent = server.faults()
                .during(() -> assertThatThrownBy(() -> Deadline.by(System.nanoTime(), this::read))
                        .isInstanceOf(StoreUnavailableException.class));
        assertThat(sent).isEmpty();
    }

    private List<?> read() {
        return store.get(Things.TABLE, List.of("a"));
    }

    private interface Work {
        Object run() throws Exception;
    }

    private Duration waited(Work work) {
        server.faults().next("find", Things.TABLE.name(), WireFaults.hung(answers));
        long begun = System.nanoTime();
        assertThatThrownBy(work::run).isInstanceOf(StoreUnavailableException.class);
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
