package org.outreachsync.edge;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Sends files piece by piece, on threads of its own: a recipient that reads slowly must not occupy the workers of
 * tablets. Each piece is read when the one before it was taken, so a file of any size needs the memory of one piece.
 */
final class Downloads {

    private static final int PIECE_BYTES = 64 << 10;

    private final Semaphore free;
    private final BlockingThreads threads = BlockingThreads.named("download");

    Downloads(int max) {
        this.free = new Semaphore(max);
    }

    /** Takes a permit; false if all are taken. It is given back when {@link #send} ends. */
    boolean take() {
        return free.tryAcquire();
    }

    /**
     * Sends the body of a response whose head is set, and ends it. Fails if the file or the connection does; the
     * response is then incomplete.
     */
    Future<Void> send(Context context, HttpServerResponse response, Answer.Source file) {
        return threads.run(
                        context,
                        () -> {
                            copy(context, response, file);
                            return true;
                        },
                        free::release)
                .compose(copied -> response.end());
    }

    private static void copy(Context context, HttpServerResponse response, Answer.Source file) throws Exception {
        long left = file.size();
        try (var in = file.open()) {
            while (left > 0) {
                var piece = in.readNBytes((int) Math.min(PIECE_BYTES, left));
                if (piece.length == 0) {
                    throw new IOException("the file is shorter than it was");
                }
                left -= piece.length;
                write(context, response, piece);
            }
        }
    }

    /** Waits until the operating system has the piece. */
    private static void write(Context context, HttpServerResponse response, byte[] piece) throws Exception {
        var written = new CompletableFuture<Void>();
        context.runOnContext(on -> {
            if (response.closed()) {
                written.completeExceptionally(new IOException("the connection is closed"));
                return;
            }
            response.write(Buffer.buffer(piece)).onComplete(done -> {
                if (done.succeeded()) {
                    written.complete(null);
                } else {
                    written.completeExceptionally(done.cause());
                }
            });
        });
        written.get();
    }
}
