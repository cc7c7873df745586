package org.outreachsync.load.write;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.outreachsync.load.AdminClient;
import org.outreachsync.load.Build;
import org.outreachsync.load.ServerProcess;

/** The real server in a process of its own, with what its uploads cost. */
final class MeasuredServer implements AutoCloseable {

    private static final int UPLOADERS_MAX = 32;
    private static final Duration COUNTING_MAX = Duration.ofMinutes(2);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);

    private final ServerProcess process;
    private final Crowd crowd;
    private final AdminClient admin;
    private final String month;
    private long kept;

    /**
     * Starts a server.
     *
     * @param folder with its store
     * @param adminToken of somebody who may ask for figures of all sites
     */
    MeasuredServer(Path folder, Settings settings, String adminToken) throws IOException {
        var script = settings.server();
        this.process = script == null
                ? ServerProcess.start(folder, Programme.SETTINGS)
                : ServerProcess.start(folder, Programme.SETTINGS, Build.by(script));
        this.crowd = new Crowd(process.address(), Math.max(settings.uploaders(), UPLOADERS_MAX));
        this.admin = AdminClient.with(adminToken, process.address());
        this.month = settings.month();
    }

    /**
     * A round of uploads.
     *
     * @param kept records that were kept before it
     * @param acks until the last ack
     * @param countedSeconds until figures included every record, too
     * @param cpu of the server until then
     * @param compiling the part of it in which the server compiled itself
     * @param ownCpu of the bench until then
     */
    record Measured(long kept, Round acks, double countedSeconds, Duration cpu, Duration compiling, Duration ownCpu) {

        double recordsPerSecond() {
            return acks.records() / countedSeconds;
        }

        double cpuMillisOfThousand() {
            return cpu.toNanos() / 1e6 / acks.records() * 1_000;
        }

        double p50Millis() {
            return acks.latencies().percentile(50);
        }

        double p99Millis() {
            return acks.latencies().percentile(99);
        }

        double compilingPercent() {
            return 100.0 * compiling.toNanos() / cpu.toNanos();
        }

        /** The part of all processor time that the uploaders took. */
        double ownPercent() {
            return 100.0 * ownCpu.toNanos() / ownCpu.plus(cpu).toNanos();
        }
    }

    /** Uploads these, and waits until figures include them. */
    Measured upload(List<List<Upload>> parts) throws IOException, InterruptedException {
        var measured = measure(parts, Connection::send);
        kept += measured.acks().records();
        return measured;
    }

    /** Sends these in another way. */
    Measured measure(List<List<Upload>> parts, Crowd.Sending sending) throws IOException, InterruptedException {
        var compilingBefore = Usage.compiling(process.handle());
        var before = Usage.cpu(process.handle());
        var ownBefore = Usage.own();
        long begun = System.nanoTime();
        var acks = crowd.send(parts, sending);
        awaitCounted();
        double seconds = (System.nanoTime() - begun) / 1e9;
        var cpu = Usage.cpu(process.handle()).minus(before);
        var own = Usage.own().minus(ownBefore);
        var compiling = Usage.compiling(process.handle()).minus(compilingBefore);
        return new Measured(kept, acks, seconds, cpu, compiling, own);
    }

    /**
     * A start of a server.
     *
     * @param seconds until it was ready
     * @param memoryMiB in RAM then
     */
    record Start(double seconds, double memoryMiB) {}

    /** The last start, of a server that has done nothing since. */
    Start lastStart() throws IOException {
        return new Start(process.readyAfter().toNanos() / 1e9, Usage.residentMiB(process.handle()));
    }

    /** Stops it in an orderly way and starts it again. */
    Start restart() throws IOException, InterruptedException {
        process.stop();
        process.restart();
        return lastStart();
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

    /** How many records it was sent so far. */
    long kept() {
        return kept;
    }

    /** Where tablets reach it. */
    URI address() {
        return process.address();
    }

    @Override
    public void close() {
        process.handle().destroy();
        process.handle().onExit().join();
    }
}
