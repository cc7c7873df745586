package org.outreachsync.projection;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings cells up to date in the background: one run at a time for each site; requests that arrive during a run share
 * one more run. A failed run is retried after growing pauses. After too many failures, the site waits for its next
 * batch, for the next question that finds it behind, or for the next start.
 */
public final class CellRefresh implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CellRefresh.class);

    private static final int PAUSES = 3;
    private static final long PAUSE_NANOS_MAX = 400_000_000;
    /** With the pauses below, the retries last some minutes longer than the election of a primary. */
    private static final int TRIES_AGAIN_MAX = 10;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int DOUBLED_MAX = 5;

    private final CellProjector projector;
    private final Semaphore runs;
    private final Runner runner;
    /** Sites with a run; true if another run was requested. */
    private final ConcurrentHashMap<String, Boolean> running = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /** Runs the background work; a test replaces it to run in one thread without pauses. */
    public interface Runner {

        /** Virtual threads, with real pauses. */
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

        /** Starts a run. */
        void start(String name, Runnable run);

        /** Pauses the calling run. */
        void pause(Duration time);
    }

    /**
     * Refreshes with this projector.
     *
     * @param runsMax how many sites are counted at the same time
     */
    public CellRefresh(CellProjector projector, int runsMax, Runner runner) {
        this.projector = projector;
        this.runs = new Semaphore(runsMax);
        this.runner = runner;
    }

    /** Requests a run for a site; returns immediately. */
    public void request(String site) {
        if (!closed && running.put(site, true) == null) {
            runner.start("cells-" + site, () -> run(site));
        }
    }

    /** Clears the site however the run ends, so that it can be requested again. */
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
                // Counting a crowded day takes long. Without a pause, tablets that upload to it would wait for the runs
                // that they trigger.
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
                    .log("cells could not be brought up to date");
            return false;
        } finally {
            runs.release();
        }
    }

    /** Starts no new runs, and stores what is counted ahead of the store. What fails is counted by the next server. */
    @Override
    public void close() {
        closed = true;
        for (var site : projector.sitesAhead()) {
            try {
                projector.store(site);
            } catch (RuntimeException failed) {
                LOG.atWarn()
                        .addKeyValue("error", failed.getClass().getSimpleName())
                        .log("cells could not be stored");
            }
        }
    }
}
