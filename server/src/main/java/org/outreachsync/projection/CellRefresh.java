package org.outreachsync.projection;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings cells up to date beside the requests: one run at a time for each site, and requests that come meanwhile are
 * one more run together. What fails is tried again after pauses that grow; what fails too often waits for the site's
 * next batch, the next question that finds it behind, or the next start.
 */
public final class CellRefresh implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CellRefresh.class);

    private static final int PAUSES = 3;
    private static final long PAUSE_NANOS_MAX = 400_000_000;
    /** With the pauses below they outlast a store that changes its primary by some minutes. */
    private static final int TRIES_AGAIN_MAX = 10;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int DOUBLED_MAX = 5;

    private final CellProjector projector;
    private final Semaphore runs;
    private final Runner runner;
    /** Sites that are running; true when they were asked for again. */
    private final ConcurrentHashMap<String, Boolean> running = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /** What runs beside the requests, so that a test can do it in one thread and let no time pass. */
    public interface Runner {

        /** Threads that wait. */
        Runner VIRTUAL_THREADS = new Runner() {
            @Override
            public void start(String name, Runnable run) {
                Thread.ofVirtual().name(name).start(run);
            }

            @Override
            public void pause(Duration time) {
                LockSupport.parkNanos(time.toNanos());
            }
        };

        /** Begins a run. */
        void start(String name, Runnable run);

        /** Holds up the run that calls it. */
        void pause(Duration time);
    }

    /**
     * Refreshes by this projector.
     *
     * @param runsMax sites that are counted at the same time
     */
    public CellRefresh(CellProjector projector, int runsMax, Runner runner) {
        this.projector = projector;
        this.runs = new Semaphore(runsMax);
        this.runner = runner;
    }

    /** Asks for a site; returns at once. */
    public void request(String site) {
        if (!closed && running.put(site, true) == null) {
            runner.start("cells-" + site, () -> run(site));
        }
    }

    /** Whatever ends it, the site may be asked for again. */
    private void run(String site) {
        boolean ended = false;
        try {
            countUntilNobodyAsks(site);
            ended = true;
        } finally {
            if (!ended) {
                running.remove(site);
            }
        }
    }

    private void countUntilNobodyAsks(String site) {
        int failures = 0;
        while (true) {
            running.put(site, false);
            long begun = System.nanoTime();
            failures = catchUp(site) ? 0 : failures + 1;
            boolean again = failures > 0 && failures <= TRIES_AGAIN_MAX;
            if (closed || (!again && running.remove(site, false))) {
                return;
            }
            if (again) {
                runner.pause(FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, DOUBLED_MAX)));
            } else {
                failures = 0;
                // A crowded day is long in counting; without a pause, tablets that upload to it would wait for what
                // they set off themselves.
                runner.pause(Duration.ofNanos(Math.min(PAUSES * (System.nanoTime() - begun), PAUSE_NANOS_MAX)));
            }
        }
    }

    private boolean catchUp(String site) {
        runs.acquireUninterruptibly();
        try {
            if (!closed) {
                projector.catchUp(site);
            }
            return true;
        } catch (RuntimeException failed) {
            LOG.atWarn()
                    .addKeyValue("error", failed.getClass().getSimpleName())
                    .log("cells were not brought up to date");
            return false;
        } finally {
            runs.release();
        }
    }

    /** Begins nothing new. */
    @Override
    public void close() {
        closed = true;
    }
}
