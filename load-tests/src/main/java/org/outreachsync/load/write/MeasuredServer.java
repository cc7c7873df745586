package org.outreachsync.load.write;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.outreachsync.load.AdminClient;
import org.outreachsync.load.Build;
import org.outreachsync.load.ServerProcess;

/** The real server in a process of its own, with what its uploads cost. */
final class MeasuredServer implements AutoCloseable {

    private static final Duration COUNTING_MAX = Duration.ofMinutes(2);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);

    private final ServerProcess process;
    private final Crowd crowd;
    private final AdminClient admin;
    private final String month;

    /**
     * Starts a server.
     *
     * @param script that starts it as people do; null for the classes of the bench, with the first compiler only
     * @param month a month of which figures are asked
     */
    MeasuredServer(Path folder, @Nullable Path script, String adminToken, String month, int uploaders)
            throws IOException {
        this.process = script == null
                ? ServerProcess.start(folder, Programme.SETTINGS)
                : ServerProcess.start(folder, Programme.SETTINGS, Build.by(script));
        this.crowd = new Crowd(process.address(), uploaders);
        this.admin = AdminClient.with(adminToken, process.address());
        this.month = month;
    }

    /**
     * A round of uploads.
     *
     * @param acks until the last ack
     * @param countedSeconds until figures included every record, too
     * @param cpu of the server until then
     * @param ownCpu of the bench until then
     */
    record Measured(Round acks, double countedSeconds, Duration cpu, Duration ownCpu) {

        double recordsPerSecond() {
            return acks.records() / countedSeconds;
        }

        double cpuMillisOfThousand() {
            return cpu.toNanos() / 1e6 / acks.records() * 1_000;
        }

        /** The part of all processor time that the uploaders took. */
        double ownShare() {
            return (double) ownCpu.toNanos() / ownCpu.plus(cpu).toNanos();
        }
    }

    /** Uploads these, and waits until figures include them. */
    Measured upload(List<List<Upload>> parts) throws IOException, InterruptedException {
        return measure(parts, Connection::send);
    }

    /** Sends these in another way. */
    Measured measure(List<List<Upload>> parts, Crowd.Sending sending) throws IOException, InterruptedException {
        var before = Usage.cpu(process.handle());
        var ownBefore = Usage.own();
        long begun = System.nanoTime();
        var acks = crowd.send(parts, sending);
        awaitCounted();
        double seconds = (System.nanoTime() - begun) / 1e9;
        var after = Usage.cpu(process.handle());
        var own = Usage.own().minus(ownBefore);
        return new Measured(acks, seconds, after.minus(before), own);
    }

    private void awaitCounted() throws IOException, InterruptedException {
        long end = System.nanoTime() + COUNTING_MAX.toNanos();
        while (!isCounted()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("records are not counted after " + COUNTING_MAX);
            }
            LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
        }
    }

    private boolean isCounted() throws IOException, InterruptedException {
        var sites = admin.indicator("CONTACTS", month).getJsonObject("as_of");
        return Set.copyOf(sites.fieldNames()).stream()
                .map(sites::getJsonObject)
                .allMatch(site -> site.getLong("counted_to") >= site.getLong("acknowledged_to"));
    }

    @Override
    public void close() {
        process.handle().destroy();
        process.handle().onExit().join();
    }
}
