package org.outreachsync.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.outreachsync.config.Limits;

/** Callers whose requests overlap on few connections that stay open, as a proxy's do. */
@ExtendWith(VertxExtension.class)
class ConcurrentCallersIT {

    private static final int TABLETS = 20;
    private static final int REQUESTS = 10 * TABLETS;
    private static final int CONNECTIONS = 8;
    private static final int WORKERS = CONNECTIONS;

    private final CountDownLatch slow = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicBoolean isWorkDone = new AtomicBoolean();
    private final EdgeRig rig = new EdgeRig(
            Limits.standard(),
            WORKERS,
            Route.post(
                    "/echo",
                    Access.device(),
                    Route.Body.PROTOBUF,
                    call -> new Answer(200, "application/x-protobuf", call.body(), Map.of())),
            Route.post("/slow", Access.device(), Route.Body.PROTOBUF, call -> {
                begun.countDown();
                await(slow);
                isWorkDone.set(true);
                return new Answer(200, "application/x-protobuf", call.body(), Map.of());
            }));
    private final List<String> tokens =
            Stream.generate(() -> rig.enrol().getToken()).limit(TABLETS).toList();

    /** A client that nobody refers to any more is closed. */
    private HttpClient client;

    @BeforeEach
    void open(Vertx vertx) {
        client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody went on");
            }
        } catch (InterruptedException hurried) {
            throw new IllegalStateException(hurried);
        }
    }

    private Future<Buffer> post(String token, String path, Buffer body) {
        return client.request(HttpMethod.POST, rig.port, "127.0.0.1", path)
                .compose(request -> request.putHeader("Authorization", "Bearer " + token)
                        .putHeader("Content-Type", "application/x-protobuf")
                        .send(body))
                .compose(response -> {
                    assertThat(response.statusCode()).isEqualTo(200);
                    return response.body();
                });
    }

    @Test
    void everyCallerGetsTheirOwnAnswer(VertxTestContext test) {
        var answered = test.checkpoint(REQUESTS);
        IntStream.range(0, REQUESTS).forEach(number -> {
            var body = Buffer.buffer(("caller " + number + " ").repeat(1 + number));
            post(tokens.get(number % TABLETS), "/echo", body)
                    .onComplete(test.succeeding(answer -> test.verify(() -> {
                        assertThat(answer).isEqualTo(body);
                        answered.flag();
                    })));
        });
    }

    @Test
    void aServerThatStopsCompletesWhatItBegan(VertxTestContext test) {
        var stopped = test.checkpoint();
        var answered = test.checkpoint();
        var body = Buffer.buffer("in flight");
        post(tokens.getFirst(), "/slow", body)
                .onComplete(test.succeeding(answer -> test.verify(() -> {
                    assertThat(answer).isEqualTo(body);
                    answered.flag();
                })));
        await(begun);
        rig.edge
                .drain()
                .onComplete(test.succeeding(none -> test.verify(() -> {
                    assertThat(isWorkDone).isTrue();
                    stopped.flag();
                })));
        slow.countDown();
    }

    @AfterEach
    void stop() {
        rig.close();
    }
}
