package org.outreachsync.load.write;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Uploaders with a connection each, who send prepared batches at the same time. */
final class Crowd {

    private final List<Connection> connections;

    Crowd(URI server, int uploaders) {
        this.connections = IntStream.range(0, uploaders)
                .mapToObj(no -> new Connection(server, System.nanoTime() + no))
                .toList();
    }

    /** One request over a connection. */
    interface Sending {
        Connection.Received send(Connection connection, Upload upload) throws Exception;
    }

    /**
     * Sends all of these.
     *
     * @param parts what each uploader sends, in order
     */
    Round send(List<List<Upload>> parts, Sending sending) throws InterruptedException {
        var tasks = new ArrayList<Callable<List<Connection.Received>>>();
        for (int no = 0; no < parts.size(); no++) {
            var connection = connections.get(no);
            var part = parts.get(no);
            tasks.add(() -> {
                var received = new ArrayList<Connection.Received>();
                for (var upload : part) {
                    received.add(sending.send(connection, upload));
                }
                return received;
            });
        }
        long begun = System.nanoTime();
        var received = atOnce(tasks);
        double seconds = (System.nanoTime() - begun) / 1e9;
        long records =
                parts.stream().flatMap(List::stream).mapToLong(Upload::records).sum();
        return Round.of(
                records, seconds, received.stream().flatMap(List::stream).toList());
    }

    /** Sends all of these as tablets do. */
    Round send(List<List<Upload>> parts) throws InterruptedException {
        return send(parts, Connection::send);
    }

    /** Runs all of these at the same time, each in a thread of its own. */
    static <T> List<T> atOnce(List<Callable<T>> tasks) throws InterruptedException {
        try (var threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var results = new ArrayList<T>();
            for (var running : threads.invokeAll(tasks)) {
                results.add(running.get());
            }
            return results;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }
}
