package org.outreachsync.projection;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings cells up to date beside the requests: one run at a time for each scope, and requests that come meanwhile are one more run together. What fails is
 * tried again at the scope's next batch, and at the next start.
 */
public final class CellRefresh implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CellRefresh.class);

    private static final int PAUSES = 3;
    private static final long PAUSE_NANOS_MAX = 400_000_000;

    private final CellProjector projector;
    private final Semaphore runs;
    /** Scopes that are running; true when they were asked for again. */
    private final ConcurrentHashMap<String, Boolean> running = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /**
     * Refreshes by this projector.
     *
     * @param runsMax scopes that are counted at the same time
     */
    public CellRefresh(CellProjector projector, int runsMax) {
        this.projector = projector;
        this.runs = new Semaphore(runsMax);
    }

    /** Asks for a scope; returns at once. */
    public void request(String scope) {
        if (!closed && running.put(scope, true) == null) {
            Thread.ofVirtual().name("cells-" + scope).start(() -> run(scope));
        }
    }

    private void run(String scope) {
        boolean going = true;
        while (going) {
            running.put(scope, false);
            runs.acquireUninterruptibly();
            long begun = System.nanoTime();
            try {
                if (!closed) {
                    projector.catchUp(scope);
                }
            } catch (RuntimeException failed) {
                LOG.atWarn().addKeyValue("error", failed.getClass().getSimpleName()).log("cells were not brought up to date");
            } finally {
                runs.release();
                going = !running.remove(scope, false) && !closed;
            }
            if (going) {
                // A crowded day is long in counting; without a pause, tablets that upload to it would wait for what they set off themselves.
                LockSupport.parkNanos(Math.min(PAUSES * (System.nanoTime() - begun), PAUSE_NANOS_MAX));
            }
        }
    }

    /** Begins nothing new. */
    @Override
    public void close() {
        closed = true;
    }
}
